package dev.monitor.concurrency;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LimiterStatus}.
 */
class LimiterStatusTests {

	@Test
	void tellsLimitAndRequests() {
		ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 1, QueueOrder.FIFO, System::nanoTime);
		assertThat(limiter.tryAcquire()).isTrue();
		LimiterStatus status = new LimiterStatus(limiter);
		assertThat(status.name()).isEqualTo("concurrency");
		assertThat(status.section().numbers()).containsExactly(Map.entry("limit", 2), Map.entry("active", 1),
				Map.entry("waiting", 0));
	}

}
