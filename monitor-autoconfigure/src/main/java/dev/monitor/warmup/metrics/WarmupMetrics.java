package dev.monitor.warmup.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.monitor.warmup.WarmupListener;
import dev.monitor.warmup.WarmupOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link WarmupListener} that records {@code monitor.warmup.task}, a timer of task runs
 * with the tags {@code task} and {@code outcome}. All of them are there from the start,
 * at 0, so that the first failure is an increase.
 */
public class WarmupMetrics implements WarmupListener, MeterBinder {

	private static final List<WarmupOutcome> OUTCOMES = List.of(WarmupOutcome.SUCCESS, WarmupOutcome.FAILURE,
			WarmupOutcome.TIMEOUT);

	private final Supplier<List<String>> tasks;

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	/**
	 * Create without a registry.
	 * @param tasks tells the names of the tasks, once for each registry
	 */
	public WarmupMetrics(Supplier<List<String>> tasks) {
		this.tasks = tasks;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		for (String task : this.tasks.get()) {
			for (WarmupOutcome outcome : OUTCOMES) {
				timer(registry, task, outcome);
			}
		}
	}

	@Override
	public void taskEnded(String task, WarmupOutcome outcome, Duration duration) {
		this.registries.forEach((registry) -> timer(registry, task, outcome).record(duration));
	}

	private static Timer timer(MeterRegistry registry, String task, WarmupOutcome outcome) {
		return Timer.builder("monitor.warmup.task")
			.description("Runs of warmup tasks")
			.tag("task", task)
			.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
			.register(registry);
	}

}
