package dev.monitor.dashboard.metrics;

import java.util.List;

import dev.monitor.dashboard.ActionLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DashboardMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void eachListedActionIsThereAtZeroWithEachResult() {
		new DashboardMetrics(null, new ActionLog(List.of("limit", "retry"))).bindTo(this.registry);
		assertThat(this.registry.getMeters())
			.extracting((meter) -> meter.getId().getTag("action") + ' ' + meter.getId().getTag("result") + ' '
					+ meter.measure().iterator().next().getValue())
			.containsExactlyInAnyOrder("limit done 0.0", "limit refused 0.0", "limit unknown 0.0", "limit failed 0.0",
					"retry done 0.0", "retry refused 0.0", "retry unknown 0.0", "retry failed 0.0");
	}

}
