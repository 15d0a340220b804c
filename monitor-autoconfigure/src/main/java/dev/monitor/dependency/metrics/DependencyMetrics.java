package dev.monitor.dependency.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.monitor.check.Check;
import dev.monitor.check.CheckListener;
import dev.monitor.check.CheckResult;
import dev.monitor.check.CheckResult.Outcome;
import dev.monitor.check.CheckState;
import dev.monitor.check.Checks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of dependencies: whether they are up, their checks, the age of the last result
 * and the changes. Reading a meter runs no check.
 */
public final class DependencyMetrics implements MeterBinder {

	private final Checks checks;

	/**
	 * Create the meters.
	 * @param checks the dependencies; one added after a registry is bound has no meters
	 * there
	 */
	public DependencyMetrics(Checks checks) {
		this.checks = checks;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Map<String, Counters> counters = new HashMap<>();
		for (Check dependency : this.checks.all()) {
			bindGauges(dependency, registry);
			counters.put(dependency.name(), Counters.of(dependency, registry));
		}
		this.checks.addListener(new Recorder(Map.copyOf(counters)));
	}

	private static void bindGauges(Check dependency, MeterRegistry registry) {
		Gauge.builder("monitor.dependency.up", dependency, (read) -> read.state().isUp() ? 1 : 0)
			.description("Whether the dependency is up")
			.tag("dependency", dependency.name())
			.tag("required", String.valueOf(dependency.required()))
			.register(registry);
		TimeGauge.builder("monitor.dependency.age", dependency, TimeUnit.SECONDS, Check::ageInSeconds)
			.description("Time since the last result of a check")
			.tag("dependency", dependency.name())
			.register(registry);
	}

	/**
	 * Meters of one dependency. Results come one at a time.
	 */
	private static final class Counters {

		private final Map<Outcome, Timer> checks;

		private final Counter changes;

		private long startedAt;

		private Duration recorded = Duration.ZERO;

		private Counters(Map<Outcome, Timer> checks, Counter changes) {
			this.checks = checks;
			this.changes = changes;
		}

		/**
		 * One check may come to several timeouts while it hangs: each counts, and each
		 * second of it once.
		 */
		void record(CheckResult result) {
			Timer timer = this.checks.get(result.outcome());
			long started = result.nanoTime() - result.duration().toNanos();
			Duration known = (started == this.startedAt) ? this.recorded : Duration.ZERO;
			this.startedAt = started;
			this.recorded = result.duration();
			if (timer != null) {
				timer.record(result.duration().minus(known));
			}
		}

		static Counters of(Check dependency, MeterRegistry registry) {
			Map<Outcome, Timer> checks = new HashMap<>();
			for (Outcome outcome : Outcome.values()) {
				checks.put(outcome,
						Timer.builder("monitor.dependency.check")
							.description("Checks of the dependency")
							.tag("dependency", dependency.name())
							.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
							.register(registry));
			}
			Counter changes = Counter.builder("monitor.dependency.changes")
				.description("Changes of the dependency's status")
				.tag("dependency", dependency.name())
				.register(registry);
			return new Counters(Map.copyOf(checks), changes);
		}

	}

	private record Recorder(Map<String, Counters> counters) implements CheckListener {

		@Override
		public void onResult(String dependency, CheckResult result) {
			Counters counters = this.counters.get(dependency);
			if (counters != null) {
				counters.record(result);
			}
		}

		@Override
		public void onChange(String dependency, CheckState before, CheckState after) {
			Counters counters = this.counters.get(dependency);
			if (counters != null) {
				counters.changes.increment();
			}
		}

	}

}
