package dev.monitor.dashboard.metrics;

import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.metrics.RefusalMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for the dashboard: refusals by reason.
 *
 * @param guard counts refusals
 */
public record DashboardMetrics(AccessGuard guard) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		RefusalMetrics.register(registry, "monitor.dashboard.auth.failures", "the dashboard", this.guard);
	}

}
