package dev.monitor.concurrency.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.WaitListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Timer {@code monitor.concurrency.wait}. It counts the requests that had to wait and no
 * others, so a request that gets its permit at once costs no recording.
 */
public final class WaitTimers implements MeterBinder, WaitListener {

	private final Mode mode;

	private final List<Timers> timers = new CopyOnWriteArrayList<>();

	/**
	 * Create without a registry.
	 * @param mode whether waits are in earnest, the tag {@code mode}
	 */
	public WaitTimers(Mode mode) {
		this.mode = mode;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.timers.add(new Timers(timer(registry, "admitted"), timer(registry, "rejected")));
	}

	@Override
	public void waited(Admission admission, long nanos) {
		for (Timers each : this.timers) {
			Timer timer = (admission == Admission.ADMITTED) ? each.admitted : each.rejected;
			timer.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	private Timer timer(MeterRegistry registry, String outcome) {
		return Timer.builder("monitor.concurrency.wait")
			.description("Time that requests waited for a permit, of those that had to wait")
			.tags("mode", this.mode.toString(), "outcome", outcome)
			.register(registry);
	}

	private record Timers(Timer admitted, Timer rejected) {

	}

}
