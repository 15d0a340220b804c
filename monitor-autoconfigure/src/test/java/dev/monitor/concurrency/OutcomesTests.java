package dev.monitor.concurrency;

import java.util.List;

import dev.monitor.CapturedLog;
import dev.monitor.failure.Listeners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomesTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(3, 1, QueueOrder.FIFO, this.time::nanoTime);

	private final Outcomes outcomes = new Outcomes(this.limiter, Mode.ENFORCE, new Listeners<>(List.of()),
			this.time::nanoTime);

	@Test
	void countsByReason() {
		count(Admission.QUEUE_FULL, 3);
		count(Admission.SHUTDOWN, 1);
		assertThat(this.outcomes.total(Admission.QUEUE_FULL)).isEqualTo(3);
		assertThat(this.outcomes.total(Admission.SHUTDOWN)).isEqualTo(1);
		assertThat(this.outcomes.total(Admission.WAIT_TIMEOUT)).isZero();
		assertThat(this.outcomes.total(Admission.DEADLINE)).isZero();
	}

	@Test
	void sumsUpInTheLogEveryTenSecondsAtMost() {
		try (CapturedLog log = new CapturedLog(Outcomes.class)) {
			assertThat(this.limiter.tryAcquire()).isTrue();
			count(Admission.QUEUE_FULL, 1);
			this.time.passMillis(9_999);
			count(Admission.QUEUE_FULL, 20);
			count(Admission.WAIT_TIMEOUT, 4);
			this.time.passMillis(1);
			count(Admission.WAIT_TIMEOUT, 1);
			String start = "WARN Rejected requests since the last such line: ";
			assertThat(log.lines()).containsExactly(start + "queue_full 1 (1 of 3 permits taken, 0 waiting)",
					start + "queue_full 20, wait_timeout 5 (1 of 3 permits taken, 0 waiting)");
		}
	}

	private void count(Admission reason, int times) {
		for (int i = 0; i < times; i++) {
			this.outcomes.count(reason);
		}
	}

}
