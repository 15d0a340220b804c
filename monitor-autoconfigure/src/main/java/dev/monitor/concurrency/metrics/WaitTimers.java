package dev.monitor.concurrency.metrics;

import java.util.concurrent.TimeUnit;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.WaitListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Timer {@code monitor.concurrency.wait}. It counts the requests that had to wait and no
 * others, so a request that gets its permit at once costs no recording.
 */
final class WaitTimers implements WaitListener {

	private final Timer admitted;

	private final Timer rejected;

	/**
	 * Create the timers of a registry.
	 * @param registry the registry
	 * @param mode whether waits are real, the tag {@code mode}
	 * @param tags more tags
	 */
	WaitTimers(MeterRegistry registry, Mode mode, Tags tags) {
		this.admitted = timer(registry, mode, tags, "admitted");
		this.rejected = timer(registry, mode, tags, "rejected");
	}

	@Override
	public void waited(Admission admission, long nanos) {
		Timer timer = (admission == Admission.ADMITTED) ? this.admitted : this.rejected;
		timer.record(nanos, TimeUnit.NANOSECONDS);
	}

	private static Timer timer(MeterRegistry registry, Mode mode, Tags tags, String outcome) {
		return Timer.builder("monitor.concurrency.wait")
			.description("Time that requests waited for a permit, of those that had to wait")
			.tags(tags.and("mode", mode.toString(), "outcome", outcome))
			.register(registry);
	}

}
