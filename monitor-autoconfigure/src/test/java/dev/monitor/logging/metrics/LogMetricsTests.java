package dev.monitor.logging.metrics;

import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogMetrics}.
 */
class LogMetricsTests {

	@Test
	void countsWhatIsLost() {
		AtomicLong lost = new AtomicLong();
		LogMetrics metrics = new LogMetrics(lost::get);
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		metrics.bindTo(registry);
		assertThat(registry.get("monitor.log.lost").functionCounter().count()).isZero();
		lost.set(7);
		assertThat(registry.get("monitor.log.lost").functionCounter().count()).isEqualTo(7);
	}

}
