package dev.monitor.concurrency;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link PriorityLimiter} keeps for critical and normal requests, as many as the
 * processor can serve, while ten times as many low ones come.
 */
class PriorityLoadTests {

	private static final Duration DURATION = Duration.ofSeconds(20);

	private static final PriorityShares DEFAULTS = new PriorityShares(50, 20, 5);

	@Test
	void criticalOnesAreAllServedAndNormalOnesAsIfTheyWereAlone() {
		SharedProcessor alone = processor(8, 0).offer(Priority.CRITICAL, 0.2).offer(Priority.NORMAL, 0.8).run(DURATION);
		SharedProcessor beside = processor(8, 0).offer(Priority.CRITICAL, 0.2)
			.offer(Priority.NORMAL, 0.8)
			.offer(Priority.LOW, 10)
			.run(DURATION);
		assertThat(beside.served(Priority.CRITICAL)).isEqualTo(1);
		assertThat(beside.served(Priority.NORMAL)).isGreaterThan(0.98 * alone.served(Priority.NORMAL));
		assertThat(beside.p99(Priority.CRITICAL)).as("nine share the processor, after two others have ended")
			.isLessThan((9 + 2) * SharedProcessor.SERVICE_MILLIS);
	}

	@Test
	void theFewerShareTheProcessorTheSoonerCriticalOnesAreServed() {
		SharedProcessor beside = processor(2, 0).offer(Priority.CRITICAL, 0.2)
			.offer(Priority.NORMAL, 0.8)
			.offer(Priority.LOW, 10)
			.run(DURATION);
		assertThat(beside.served(Priority.CRITICAL)).isEqualTo(1);
		assertThat(beside.p99(Priority.CRITICAL)).isLessThan(5 * SharedProcessor.SERVICE_MILLIS);
	}

	@Test
	void whatRejectionsTakeOfTheProcessorIsMissingForNormalOnes() {
		SharedProcessor beside = processor(8, 0.1).offer(Priority.CRITICAL, 0.2)
			.offer(Priority.NORMAL, 0.8)
			.offer(Priority.LOW, 10)
			.run(DURATION);
		assertThat(beside.served(Priority.CRITICAL)).isEqualTo(1);
		// 2000 rejections a second take a fifth of it
		assertThat(beside.served(Priority.NORMAL)).isBetween(0.68, 0.78);
	}

	@Test
	void lowOnesGetWhatIsLeft() {
		SharedProcessor beside = processor(8, 0).offer(Priority.CRITICAL, 0.1)
			.offer(Priority.NORMAL, 0.4)
			.offer(Priority.LOW, 10)
			.run(DURATION);
		assertThat(beside.served(Priority.CRITICAL)).isEqualTo(1);
		assertThat(beside.served(Priority.NORMAL)).isGreaterThan(0.99);
		assertThat(beside.served(Priority.LOW) * 10).isGreaterThan(0.4);
	}

	/**
	 * Twelve requests are served or wait.
	 */
	private static SharedProcessor processor(int limit, double rejectionMillis) {
		return new SharedProcessor(limit, 12 - limit, DEFAULTS, rejectionMillis);
	}

}
