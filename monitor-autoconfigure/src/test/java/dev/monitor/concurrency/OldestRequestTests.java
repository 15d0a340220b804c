package dev.monitor.concurrency;

import java.time.Duration;

import dev.monitor.CapturedLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OldestRequestTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 0, QueueOrder.FIFO, this.time::nanoTime);

	private final Permits permits = new Permits(this.limiter, Duration.ZERO, WaitListener.NONE, this.time::nanoTime);

	private final OldestRequest oldest = new OldestRequest(this.permits, this.time::nanoTime);

	@Test
	void suspiciousAgeIsWarnedAboutOnceInTenMinutes() {
		assertThat(this.permits.enter()).isEqualTo(Admission.ADMITTED);
		Permit permit = this.permits.issue();
		try (CapturedLog log = new CapturedLog(OldestRequest.class)) {
			this.time.pass(Duration.ofMinutes(5).minusNanos(1));
			assertThat(this.oldest.nanos()).isEqualTo(Duration.ofMinutes(5).minusNanos(1).toNanos());
			assertThat(log.lines()).isEmpty();
			this.time.pass(Duration.ofNanos(1));
			this.oldest.nanos();
			this.time.pass(Duration.ofMinutes(10).minusNanos(1));
			this.oldest.nanos();
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN A request has held its permit for 300 s.");
			this.time.pass(Duration.ofNanos(1));
			this.oldest.nanos();
			assertThat(log.lines()).hasSize(2);
			permit.release();
			this.time.pass(Duration.ofMinutes(10));
			assertThat(this.oldest.nanos()).isZero();
			assertThat(log.lines()).hasSize(2);
		}
		assertThat(this.limiter.active()).isZero();
	}

}
