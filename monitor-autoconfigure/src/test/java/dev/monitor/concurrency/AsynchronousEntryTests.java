package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.CapturedLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that wait for a permit without a thread.
 */
class AsynchronousEntryTests {

	private static final long WAIT = Duration.ofSeconds(1).toMillis();

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimit limit = TestLimit.enforcing(1, 2, this.time);

	private final List<Decision> first = new ArrayList<>();

	private final List<Decision> second = new ArrayList<>();

	@Test
	void freePermitIsGivenAtOnce() {
		Entry entry = this.limit.enter(ConcurrencyLimit.NO_DEADLINE, this.first::add);
		assertThat(entry).isInstanceOf(Permit.class);
		assertThat(this.first).isEmpty();
		TestLimit.permit((Decision) entry).release();
		assertQuiet();
		assertThat(this.limit.outcomes().waited()).isZero();
	}

	@Test
	void releasedPermitGoesToWhoCameFirst() {
		Permit held = hold();
		enter(this.first);
		enter(this.second);
		assertThat(this.first).isEmpty();
		assertThat(this.limit.limiter().waiting()).isEqualTo(2);
		held.release();
		assertAdmitted(this.first);
		assertThat(this.second).isEmpty();
		permit(this.first).release();
		assertAdmitted(this.second);
		permit(this.second).release();
		assertThat(this.limit.outcomes().waited()).isEqualTo(2);
		assertThat(this.limit.outcomes().total(Admission.ADMITTED)).isEqualTo(3);
		assertQuiet();
	}

	@Test
	void waitsAreToldWithTheirLength() {
		List<String> waits = new ArrayList<>();
		this.limit.add((admission, nanos) -> waits.add(admission + " " + nanos / 1_000_000));
		Permit held = hold();
		enter(this.first);
		this.time.passMillis(300);
		held.release();
		assertThat(waits).containsExactly("ADMITTED 300");
	}

	@Test
	void whoseTimeIsUpIsRejectedWhenSomebodyLooks() {
		Permit held = hold();
		enter(this.first);
		this.time.passMillis(WAIT - 1);
		this.limit.dismissOverdue();
		assertThat(this.first).isEmpty();
		this.time.passMillis(1);
		this.limit.dismissOverdue();
		this.limit.dismissOverdue();
		assertThat(this.first).containsExactly(new Rejection(Admission.WAIT_TIMEOUT));
		assertThat(this.limit.outcomes().total(Admission.WAIT_TIMEOUT)).isEqualTo(1);
		held.release();
		assertThat(this.first).hasSize(1);
		assertQuiet();
	}

	@Test
	void permitIsNotGivenToWhoseTimeIsUpThoughNobodyLooked() {
		Permit held = hold();
		enter(this.first);
		this.time.passMillis(WAIT);
		held.release();
		assertThat(this.first).containsExactly(new Rejection(Admission.WAIT_TIMEOUT));
		assertQuiet();
	}

	@Test
	void deadlineCutsTheWaitWhereverInTheQueue() {
		Permit held = hold();
		enter(this.first);
		this.limit.enter(Duration.ofMillis(50).toNanos(), this.second::add);
		this.time.passMillis(50);
		this.limit.dismissOverdue();
		assertThat(this.second).containsExactly(new Rejection(Admission.DEADLINE));
		assertThat(this.first).isEmpty();
		held.release();
		assertAdmitted(this.first);
	}

	@Test
	void deadlineThatIsPastIsRejectedThoughAPermitIsFree() {
		assertThat(this.limit.enter(0, this.first::add)).isEqualTo(new Rejection(Admission.DEADLINE));
		assertThat(this.first).isEmpty();
		assertQuiet();
	}

	@Test
	void fullQueueRejectsAtOnceAndThoseWhoseTimeIsUpMakeRoom() {
		Permit held = hold();
		enter(new ArrayList<>());
		enter(new ArrayList<>());
		assertThat(this.limit.enter(ConcurrencyLimit.NO_DEADLINE, this.first::add))
			.isEqualTo(new Rejection(Admission.QUEUE_FULL));
		assertThat(this.first).isEmpty();
		this.time.passMillis(WAIT);
		enter(this.second);
		assertThat(this.limit.limiter().waiting()).isEqualTo(1);
		held.release();
		assertAdmitted(this.second);
	}

	@Test
	void cancelledRequestLeavesTheQueueUnanswered() {
		Permit held = hold();
		PendingEntry cancelled = enter(this.first);
		enter(this.second);
		assertThat(cancelled.cancel()).isTrue();
		assertThat(cancelled.cancel()).isFalse();
		assertThat(this.limit.limiter().waiting()).isEqualTo(1);
		held.release();
		assertThat(this.first).isEmpty();
		permit(this.second).release();
		assertThat(Admission.REJECTIONS)
			.allSatisfy((reason) -> assertThat(this.limit.outcomes().total(reason)).isZero());
		assertQuiet();
	}

	@Test
	void cancellingAfterTheDecisionLeavesThePermitToWhoGotIt() {
		Permit held = hold();
		PendingEntry entry = enter(this.first);
		held.release();
		assertThat(entry.cancel()).isFalse();
		assertThat(this.limit.limiter().active()).isEqualTo(1);
		permit(this.first).release();
		assertQuiet();
	}

	@Test
	void closingRejectsAllWhoWait() {
		Permit held = hold();
		enter(this.first);
		enter(this.second);
		this.limit.close();
		assertThat(this.first).containsExactly(new Rejection(Admission.SHUTDOWN)).isEqualTo(this.second);
		held.release();
		assertQuiet();
	}

	@Test
	void raisedLimitAdmitsAllThatFit() {
		hold();
		enter(this.first);
		enter(this.second);
		this.limit.set(3);
		assertAdmitted(this.first);
		assertAdmitted(this.second);
	}

	@Test
	void threadAndCallWaitInOneQueue() throws InterruptedException {
		Permit held = hold();
		enter(this.first);
		assertThat(this.limit.limiter().acquire(0)).isEqualTo(Admission.WAIT_TIMEOUT);
		held.release();
		assertAdmitted(this.first);
	}

	@Test
	void answerMayUseTheLimit() {
		Permit held = hold();
		this.limit.enter(ConcurrencyLimit.NO_DEADLINE, (decision) -> {
			this.first.add(decision);
			TestLimit.permit(decision).release();
			this.second.add((Decision) this.limit.enter(ConcurrencyLimit.NO_DEADLINE, this.second::add));
		});
		held.release();
		assertThat(this.first).hasSize(1);
		assertAdmitted(this.second);
	}

	@Test
	void failingAnswerGivesItsPermitBackAndHarmsNobody() {
		try (CapturedLog log = new CapturedLog(ConcurrencyLimit.class)) {
			Permit held = hold();
			this.limit.enter(ConcurrencyLimit.NO_DEADLINE, (decision) -> {
				throw new IllegalStateException("broken");
			});
			enter(this.second);
			held.release();
			assertAdmitted(this.second);
			assertThat(log.lines()).singleElement().asString().startsWith("WARN A request could not go on");
			permit(this.second).release();
			assertQuiet();
		}
	}

	@Test
	void dryRunAdmitsAllAtOnce() {
		ConcurrencyLimit observing = TestLimit.observing(1, 0, this.time);
		assertThat(observing.enter(ConcurrencyLimit.NO_DEADLINE, this.first::add)).isInstanceOf(Permit.class);
		Entry second = observing.enter(ConcurrencyLimit.NO_DEADLINE, this.second::add);
		TestLimit.permit((Decision) second).release();
		assertThat(observing.outcomes().total(Admission.QUEUE_FULL)).isEqualTo(1);
	}

	/**
	 * Have a request wait.
	 */
	private PendingEntry enter(List<Decision> decisions) {
		return (PendingEntry) this.limit.enter(ConcurrencyLimit.NO_DEADLINE, decisions::add);
	}

	private Permit hold() {
		return TestLimit.permit(this.limit.enter(ConcurrencyLimit.NO_DEADLINE));
	}

	private static Permit permit(List<Decision> decisions) {
		return TestLimit.permit(decisions.get(0));
	}

	private static void assertAdmitted(List<Decision> decisions) {
		assertThat(decisions).singleElement().isInstanceOf(Permit.class);
	}

	private void assertQuiet() {
		assertThat(this.limit.limiter().active()).isZero();
		assertThat(this.limit.limiter().waiting()).isZero();
		assertThat(this.limit.oldestNanos()).isZero();
	}

}
