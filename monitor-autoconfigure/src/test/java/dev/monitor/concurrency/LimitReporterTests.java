package dev.monitor.concurrency;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LimitReporterTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 0, QueueOrder.FIFO, this.time::nanoTime);

	private final Permits permits = new Permits(this.limiter, Duration.ZERO, WaitListener.NONE, this.time::nanoTime);

	private final Rejections rejections = new Rejections(this.limiter, Mode.ENFORCE, this.time::nanoTime);

	private final LimitReporter reporter = new LimitReporter(this.limiter, Algorithm.FIXED, this.permits,
			new OldestRequest(this.permits, this.time::nanoTime), this.rejections, this.time);

	@Test
	void nothingHasHappenedYet() {
		LimitReport report = this.reporter.report();
		assertThat(report.limit()).isEqualTo(2);
		assertThat(report.maxWaiting()).isZero();
		assertThat(report.algorithm()).isEqualTo("fixed");
		assertThat(report.active()).isZero();
		assertThat(report.waiting()).isZero();
		assertThat(report.saturatedSince()).isNull();
		assertThat(report.oldestSeconds()).isZero();
		assertThat(report.totals().admitted()).isZero();
		assertThat(report.totals().waited()).isZero();
		assertThat(report.totals().rejected()).containsOnlyKeys("queue_full", "wait_timeout", "deadline", "shutdown")
			.allSatisfy((reason, count) -> assertThat(count).isZero());
	}

	@Test
	void tellsWhatIsGoingOnAndSinceWhen() {
		Permit first = enter();
		this.time.passMillis(250);
		enter();
		this.time.passMillis(250);
		this.rejections.count(this.permits.enter());
		this.time.passMillis(1000);
		LimitReport report = this.reporter.report();
		assertThat(report.active()).isEqualTo(2);
		assertThat(report.oldestSeconds()).isEqualTo(1.5);
		assertThat(report.saturatedSince()).isEqualTo(FakeTime.START.plusMillis(500));
		assertThat(report.totals().admitted()).isEqualTo(2);
		assertThat(report.totals().rejected()).containsEntry("queue_full", 1L);
		first.release();
		this.time.passMillis(500);
		assertThat(this.reporter.report().saturatedSince()).isNull();
		assertThat(this.reporter.report().oldestSeconds()).isEqualTo(1.75);
	}

	private Permit enter() {
		assertThat(this.permits.enter()).isEqualTo(Admission.ADMITTED);
		return this.permits.issue();
	}

}
