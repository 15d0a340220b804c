package dev.monitor.warmup.metrics;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

import dev.monitor.warmup.WarmupListener;
import dev.monitor.warmup.WarmupReport.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * {@link WarmupListener} that records {@code monitor.warmup.task}, a timer of task runs
 * with the tags {@code task} and {@code outcome}.
 */
public final class WarmupMetrics implements WarmupListener {

	private final Supplier<@Nullable MeterRegistry> registry;

	/**
	 * Create the metrics.
	 * @param registry gives the registry when a task has ended; {@code null} if there is
	 * none
	 */
	public WarmupMetrics(Supplier<@Nullable MeterRegistry> registry) {
		this.registry = registry;
	}

	@Override
	public void taskEnded(String task, Outcome outcome, Duration duration) {
		MeterRegistry available = this.registry.get();
		if (available != null) {
			Timer.builder("monitor.warmup.task")
				.description("Runs of warmup tasks")
				.tag("task", task)
				.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
				.register(available)
				.record(duration);
		}
	}

}
