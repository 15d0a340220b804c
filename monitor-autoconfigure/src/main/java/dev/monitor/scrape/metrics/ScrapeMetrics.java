package dev.monitor.scrape.metrics;

import dev.monitor.scrape.Decision;
import dev.monitor.scrape.ScrapeGuard;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for refused scrapes. Every reason is there from the start, at 0, so
 * that the first failure is an increase.
 */
public final class ScrapeMetrics implements MeterBinder {

	private final ScrapeGuard guard;

	public ScrapeMetrics(ScrapeGuard guard) {
		this.guard = guard;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Decision decision : Decision.values()) {
			String reason = decision.reason();
			if (reason != null) {
				FunctionCounter.builder("monitor.metrics.auth.failures", this.guard, (guard) -> guard.count(decision))
					.description("Requests for metrics that were refused for want of a good token")
					.tag("reason", reason)
					.register(registry);
			}
		}
	}

}
