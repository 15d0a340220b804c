package dev.monitor.performance.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VirtualThreadSchedulerMetrics}.
 */
class VirtualThreadSchedulerMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	@EnabledForJreRange(maxVersion = 23)
	void thereIsNoMeterBeforeJava24() {
		new VirtualThreadSchedulerMetrics().bindTo(this.registry);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	@EnabledForJreRange(minVersion = 24)
	void theSchedulerIsReadFromItsBean() {
		VirtualThreadSchedulerMetrics metrics = new VirtualThreadSchedulerMetrics();
		metrics.bindTo(this.registry);
		assertThat(this.registry.get("jvm.threads.virtual.parallelism").gauge().value()).isPositive();
		assertThat(this.registry.get("jvm.threads.virtual.pool.size").gauge().value()).isNotNaN();
		assertThat(this.registry.get("jvm.threads.virtual.live").tag("scheduling.status", "mounted").gauge().value())
			.isNotNegative();
		assertThat(this.registry.get("jvm.threads.virtual.live").tag("scheduling.status", "queued").gauge().value())
			.isNotNegative();
	}

}
