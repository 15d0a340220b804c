package dev.monitor.warmup.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.monitor.warmup.WarmupOutcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WarmupMetrics}.
 */
class WarmupMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final WarmupMetrics metrics = new WarmupMetrics(() -> List.of("caches", "requests"));

	@Test
	void everyTaskAndOutcomeIsThereAtZero() {
		this.metrics.bindTo(this.registry);
		assertThat(this.registry.get("monitor.warmup.task").timers()).hasSize(6)
			.allMatch((timer) -> timer.count() == 0);
	}

	@Test
	void aRunIsRecordedWithItsOutcome() {
		this.metrics.taskEnded("caches", WarmupOutcome.SUCCESS, Duration.ofSeconds(1));
		this.metrics.bindTo(this.registry);
		this.metrics.taskEnded("caches", WarmupOutcome.FAILURE, Duration.ofSeconds(2));
		assertThat(this.registry.get("monitor.warmup.task")
			.tags("task", "caches", "outcome", "failure")
			.timer()
			.totalTime(TimeUnit.SECONDS)).isEqualTo(2);
		assertThat(
				this.registry.get("monitor.warmup.task").tags("task", "caches", "outcome", "success").timer().count())
			.isZero();
	}

}
