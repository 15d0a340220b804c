package dev.monitor.dashboard.metrics;

import java.util.Locale;

import dev.monitor.dashboard.ActionLog;
import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.metrics.RefusalMetrics;
import dev.monitor.status.ActionResult.Outcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for the dashboard: refusals by reason, and actions by result.
 *
 * @param guard counts refusals, {@code null} if nobody does
 * @param actions counts actions
 */
public record DashboardMetrics(@Nullable AccessGuard guard, ActionLog actions) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.guard != null) {
			RefusalMetrics.register(registry, "monitor.dashboard.auth.failures", "the dashboard", this.guard);
		}
		for (String action : this.actions.names()) {
			for (Outcome outcome : Outcome.values()) {
				FunctionCounter.builder("monitor.dashboard.actions", this.actions, (log) -> log.count(action, outcome))
					.description("Attempts to have something done by the dashboard")
					.tag("action", action)
					.tag("result", outcome.name().toLowerCase(Locale.ROOT))
					.register(registry);
			}
		}
	}

}
