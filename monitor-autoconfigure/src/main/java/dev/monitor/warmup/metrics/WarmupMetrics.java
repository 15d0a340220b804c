package dev.monitor.warmup.metrics;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

import dev.monitor.warmup.WarmupListener;
import dev.monitor.warmup.WarmupReport.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * {@link WarmupListener} that records {@code monitor.warmup.task}, a timer of task runs
 * with the tags {@code task} and {@code outcome}.
 */
public final class WarmupMetrics implements WarmupListener {

	private final Supplier<MeterRegistry> registry;

	/**
	 * Create the metrics.
	 * @param registry gives the registry when the first task has ended
	 */
	public WarmupMetrics(Supplier<MeterRegistry> registry) {
		this.registry = registry;
	}

	@Override
	public void taskEnded(String task, Outcome outcome, Duration duration) {
		Timer.builder("monitor.warmup.task")
			.description("Runs of warmup tasks")
			.tag("task", task)
			.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
			.register(this.registry.get())
			.record(duration);
	}

}
