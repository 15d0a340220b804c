package dev.monitor.concurrency;

import java.time.Duration;
import java.util.List;

import dev.monitor.CapturedLog;
import dev.monitor.failure.Listeners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PermitsTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 0, QueueOrder.FIFO, this.time::nanoTime);

	private final Permits permits = new Permits(this.limiter, new Listeners<>(List.of()), this.time::nanoTime);

	@Test
	void suspiciousAgeIsWarnedAboutOnceInTenMinutes() {
		Permit permit = this.permits.issue(() -> true);
		try (CapturedLog log = new CapturedLog(Permits.class)) {
			this.time.pass(Duration.ofMinutes(5).minusNanos(1));
			assertThat(this.permits.oldestNanos()).isEqualTo(Duration.ofMinutes(5).minusNanos(1).toNanos());
			assertThat(log.lines()).isEmpty();
			this.time.pass(Duration.ofNanos(1));
			this.permits.oldestNanos();
			this.time.pass(Duration.ofMinutes(10).minusNanos(1));
			this.permits.oldestNanos();
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN A request has held its permit for 300 s.");
			this.time.pass(Duration.ofNanos(1));
			this.permits.oldestNanos();
			assertThat(log.lines()).hasSize(2);
			permit.release();
			this.time.pass(Duration.ofMinutes(10));
			assertThat(this.permits.oldestNanos()).isZero();
			assertThat(log.lines()).hasSize(2);
		}
		assertThat(this.limiter.active()).isZero();
	}

}
