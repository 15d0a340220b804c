package dev.monitor.guard.metrics;

import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.Decision;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counters of what a guard refuses, by reason. All are there from the start, at 0, so
 * that the first failure is an increase.
 */
public final class RefusalMetrics {

	private RefusalMetrics() {
	}

	/**
	 * Register the counters.
	 * @param registry takes them
	 * @param name their name
	 * @param subject what is guarded, as it follows "Requests for"
	 * @param guard counts
	 */
	public static void register(MeterRegistry registry, String name, String subject, AccessGuard guard) {
		for (Decision decision : Decision.values()) {
			String reason = decision.reason();
			if (reason != null) {
				FunctionCounter.builder(name, guard, (counts) -> counts.count(decision))
					.description("Requests for " + subject + " that were refused for want of a good token")
					.tag("reason", reason)
					.register(registry);
			}
		}
	}

}
