package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.monitor.gate.Gate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link ConcurrencyLimit} of requests with priorities.
 */
class PriorityLevelTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimit limit = TestLimit.ranked(Mode.ENFORCE, 2, 2, this.time);

	private final List<Decision> decisions = new ArrayList<>();

	@Test
	void eachRequestCountsForItsPriorityAndForAll() {
		Permit first = enter(Priority.LOW);
		Permit second = enter(Priority.LOW);
		ask(Priority.LOW);
		ask(Priority.NORMAL);
		ask(Priority.CRITICAL);
		this.time.passMillis(50);
		first.release();
		second.release();
		PriorityLevel low = this.limit.level(Priority.LOW);
		assertThat(low.outcomes().total(Admission.ADMITTED)).isEqualTo(2);
		assertThat(low.outcomes().total(Admission.DISPLACED)).isEqualTo(1);
		assertThat(low.outcomes().waited()).isEqualTo(1);
		assertThat(this.limit.level(Priority.NORMAL).outcomes().waited()).isEqualTo(1);
		assertThat(this.limit.outcomes().total(Admission.ADMITTED)).isEqualTo(4);
		assertThat(this.limit.outcomes().total(Admission.DISPLACED)).isEqualTo(1);
		assertThat(this.limit.outcomes().waited()).isEqualTo(2);
		assertThat(this.limit.level(Priority.NORMAL).active()).isEqualTo(1);
		assertThat(this.limit.limiter().active()).isEqualTo(2);
	}

	@Test
	void listenersHearOfTheirPriorityAndOthersOfAll() {
		List<String> heard = new ArrayList<>();
		this.limit.add((admission, nanos) -> heard.add("all " + admission.reason()));
		this.limit.level(Priority.LOW).add((admission, nanos) -> heard.add("low " + admission.reason()));
		this.limit.level(Priority.NORMAL).add((admission, nanos) -> heard.add("normal " + admission.reason()));
		enter(Priority.LOW);
		enter(Priority.LOW);
		ask(Priority.LOW);
		ask(Priority.NORMAL);
		assertThat(heard).containsExactly("low displaced", "all displaced");
	}

	@Test
	void theReportAndTheSectionTellEachPriority() {
		enter(Priority.CRITICAL);
		enter(Priority.NORMAL);
		ask(Priority.BULK);
		LimitReport report = this.limit.report();
		Map<String, LimitReport.Level> priorities = report.priorities();
		assertThat(priorities.keySet()).containsExactly("critical", "normal", "low", "bulk");
		assertThat(priorities.get("bulk")).extracting(LimitReport.Level::waiting).isEqualTo(1);
		assertThat(priorities.get("critical")).extracting(LimitReport.Level::active).isEqualTo(1);
		assertThat(report.totals().rejected()).containsKey("displaced");
		assertThat(this.limit.section().rows()).hasSize(4)
			.first()
			.hasToString("StatusRow[name=critical, numbers={active=1, waiting=0, served=1, rejected=0}, texts={}]");
	}

	@Test
	void withoutPrioritiesNothingTellsOfThem() {
		ConcurrencyLimit plain = TestLimit.enforcing(2, 2, this.time);
		assertThat(plain.levels()).isEmpty();
		assertThat(plain.report().priorities()).isEmpty();
		assertThat(plain.report().totals().rejected()).doesNotContainKey("displaced");
		assertThat(plain.section().rows()).isEmpty();
		assertThat(plain.limiter().getClass()).isEqualTo(ConcurrencyLimiter.class);
	}

	@Test
	void theGateClosesByDemandOfNormalRequestsAlone() {
		Gate gate = this.limit.gate(Duration.ofSeconds(10), Duration.ofSeconds(5));
		enter(Priority.LOW);
		enter(Priority.LOW);
		ask(Priority.BULK);
		pass(Duration.ofSeconds(20));
		assertThat(gate.verdict().open()).isTrue();
		ask(Priority.NORMAL);
		pass(Duration.ofSeconds(9));
		assertThat(gate.verdict().open()).isTrue();
		pass(Duration.ofSeconds(2));
		assertThat(gate.verdict().open()).isFalse();
	}

	@Test
	void theGateOpensAlthoughLowRequestsGoOn() {
		Gate gate = this.limit.gate(Duration.ofSeconds(10), Duration.ofSeconds(5));
		Permit first = enter(Priority.NORMAL);
		Permit second = enter(Priority.NORMAL);
		ask(Priority.NORMAL);
		pass(Duration.ofSeconds(11));
		assertThat(gate.verdict().open()).isFalse();
		first.release();
		second.release();
		enter(Priority.LOW);
		ask(Priority.LOW);
		pass(Duration.ofSeconds(6));
		assertThat(this.limit.limiter().waiting()).isEqualTo(1);
		assertThat(gate.verdict().open()).isTrue();
	}

	@Test
	void aDryRunCountsWhatPrioritiesWouldDoAndServesAll() {
		ConcurrencyLimit observing = TestLimit.ranked(Mode.OBSERVE, 1, 1, this.time);
		Permit served = TestLimit.permit(observing.level(Priority.NORMAL).enter(ConcurrencyLimit.NO_DEADLINE));
		Permit displaced = TestLimit.permit(observing.level(Priority.LOW).enter(ConcurrencyLimit.NO_DEADLINE));
		Permit waiting = TestLimit.permit(observing.level(Priority.NORMAL).enter(ConcurrencyLimit.NO_DEADLINE));
		Permit reserve = TestLimit.permit(observing.level(Priority.CRITICAL).enter(ConcurrencyLimit.NO_DEADLINE));
		assertThat(observing.limiter().active()).isEqualTo(2);
		List.of(displaced, reserve, served, waiting).forEach(Permit::release);
		assertThat(observing.level(Priority.LOW).outcomes().total(Admission.DISPLACED)).isEqualTo(1);
		assertThat(observing.level(Priority.NORMAL).outcomes().total(Admission.ADMITTED)).isEqualTo(2);
		assertThat(observing.level(Priority.CRITICAL).outcomes().total(Admission.ADMITTED)).isEqualTo(1);
		assertThat(observing.limiter().active()).isZero();
	}

	@Test
	void theReserveTakesThreadsFromThoseWhoWait() {
		MaxWaiting waiters = new MaxWaiting(100, new ThreadBudget(50));
		assertThat(waiters.beside(20, 2)).isEqualTo(waiters.beside(20, 0) - 2);
	}

	private Permit enter(Priority priority) {
		return TestLimit.permit(this.limit.level(priority).enter(ConcurrencyLimit.NO_DEADLINE));
	}

	private void ask(Priority priority) {
		this.limit.level(priority).enter(ConcurrencyLimit.NO_DEADLINE, this.decisions::add);
	}

	private void pass(Duration time) {
		this.time.pass(time);
	}

}
