package dev.monitor.concurrency;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrencyLimitTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimit limit = TestLimit.enforcing(2, 0, this.time);

	@Test
	void nothingHasHappenedYet() {
		LimitReport report = this.limit.report();
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
		assertThat(this.limit.enter(ConcurrencyLimit.NO_DEADLINE)).isEqualTo(new Rejection(Admission.QUEUE_FULL));
		this.time.passMillis(1000);
		LimitReport report = this.limit.report();
		assertThat(report.active()).isEqualTo(2);
		assertThat(report.oldestSeconds()).isEqualTo(1.5);
		assertThat(report.saturatedSince()).isEqualTo(FakeTime.START.plusMillis(500));
		assertThat(report.totals().admitted()).isEqualTo(2);
		assertThat(report.totals().rejected()).containsEntry("queue_full", 1L);
		first.release();
		this.time.passMillis(500);
		assertThat(this.limit.report().saturatedSince()).isNull();
		assertThat(this.limit.report().oldestSeconds()).isEqualTo(1.75);
	}

	@Test
	void dryRunServesAllAndCountsThoseAboveTheLimit() {
		ConcurrencyLimit observing = TestLimit.observing(1, 0, this.time);
		Permit first = TestLimit.permit(observing.enter(ConcurrencyLimit.NO_DEADLINE));
		Permit second = TestLimit.permit(observing.enter(ConcurrencyLimit.NO_DEADLINE));
		assertThat(second.admission()).isEqualTo(Admission.ADMITTED);
		second.release();
		first.release();
		assertThat(observing.report().mode()).isEqualTo("observe");
		assertThat(observing.report().totals().admitted()).isEqualTo(1);
		assertThat(observing.report().totals().rejected()).containsEntry("queue_full", 1L);
	}

	@Test
	void statusTellsLimitAndRequests() {
		enter();
		assertThat(this.limit.name()).isEqualTo("concurrency");
		assertThat(this.limit.section().numbers()).containsExactly(Map.entry("limit", 2), Map.entry("active", 1),
				Map.entry("waiting", 0));
	}

	@Test
	void closedLimitLetsNobodyWaitUntilItIsOpenAgain() {
		enter();
		enter();
		this.limit.close();
		assertThat(this.limit.enter(ConcurrencyLimit.NO_DEADLINE).admission()).isEqualTo(Admission.SHUTDOWN);
		this.limit.open();
		assertThat(this.limit.enter(ConcurrencyLimit.NO_DEADLINE).admission()).isEqualTo(Admission.QUEUE_FULL);
	}

	private Permit enter() {
		return TestLimit.permit(this.limit.enter(ConcurrencyLimit.NO_DEADLINE));
	}

}
