package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.failure.Listeners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ObservingTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, QueueOrder.FIFO, this.time::nanoTime);

	private final List<String> waits = new ArrayList<>();

	private final Outcomes outcomes = new Outcomes(this.limiter, Mode.OBSERVE,
			new Listeners<>(List.<WaitListener>of(
					(admission, nanos) -> this.waits.add(admission + " after " + nanos / 1_000_000 + " ms"))),
			this.time::nanoTime);

	private final Permits permits = new Permits(this.limiter, new Listeners<>(List.of()), this.time::nanoTime);

	private final Observing observing = new Observing(this.limiter, Duration.ofMillis(100).toNanos(), this.permits,
			this.outcomes, this.time::nanoTime);

	@Test
	void requestWithAPermitIsAdmittedWhenItEnds() {
		Permit permit = enter();
		assertThat(this.limiter.active()).isEqualTo(1);
		permit.release();
		permit.release();
		assertThat(this.limiter.active()).isZero();
		assertThat(this.outcomes.total(Admission.ADMITTED)).isEqualTo(1);
		assertThat(this.waits).isEmpty();
		assertNothingRejected();
	}

	@Test
	void requestThatWouldHaveWaitedGetsThePermitThatBecomesFree() {
		Permit first = enter();
		Permit second = enter();
		assertThat(this.limiter.waiting()).isEqualTo(1);
		this.time.passMillis(60);
		first.release();
		assertThat(this.limiter.active()).isEqualTo(1);
		this.time.passMillis(1000);
		second.release();
		assertThat(this.limiter.active()).isZero();
		assertThat(this.outcomes.total(Admission.ADMITTED)).isEqualTo(2);
		assertThat(this.outcomes.waited()).isEqualTo(1);
		assertThat(this.waits).containsExactly("ADMITTED after 60 ms");
		assertNothingRejected();
	}

	@Test
	void requestThatWouldHaveWaitedTooLongIsCountedAndTakesNoPermit() {
		Permit first = enter();
		Permit second = enter();
		this.time.passMillis(150);
		second.release();
		assertThat(this.outcomes.total(Admission.WAIT_TIMEOUT)).isEqualTo(1);
		assertThat(this.waits).containsExactly("WAIT_TIMEOUT after 100 ms");
		assertThat(this.limiter.active()).isEqualTo(1);
		assertThat(this.limiter.waiting()).isZero();
		first.release();
		assertThat(this.outcomes.total(Admission.ADMITTED)).isEqualTo(1);
	}

	@Test
	void whoWaitedTooLongMakesRoomInTheQueueWhileItIsServed() {
		enter();
		Permit second = enter();
		this.time.passMillis(100);
		Permit third = enter();
		this.time.passMillis(30);
		second.release();
		third.release();
		assertThat(this.outcomes.total(Admission.WAIT_TIMEOUT)).isEqualTo(1);
		assertThat(this.outcomes.total(Admission.QUEUE_FULL)).isZero();
		assertThat(this.waits).containsExactly("WAIT_TIMEOUT after 100 ms");
	}

	@Test
	void requestThatWouldHaveFoundTheQueueFullIsCounted() {
		enter();
		enter();
		enter().release();
		assertThat(this.outcomes.total(Admission.QUEUE_FULL)).isEqualTo(1);
		assertThat(this.limiter.active()).isEqualTo(1);
		assertThat(this.limiter.waiting()).isEqualTo(1);
		assertThat(this.limiter.permits().saturation().lasted()).isNotNegative();
	}

	@Test
	void requestThatEndsWhileItWouldStillWaitCountsAsNeither() {
		enter();
		Permit second = enter();
		this.time.passMillis(99);
		second.release();
		assertThat(this.limiter.waiting()).isZero();
		assertThat(this.outcomes.total(Admission.ADMITTED)).isZero();
		assertThat(this.waits).isEmpty();
		assertNothingRejected();
	}

	@Test
	void requestWhoseDeadlineIsPastIsCounted() {
		Permit permit = TestLimit.permit(this.observing.enter(0));
		assertThat(this.limiter.active()).isZero();
		permit.release();
		assertThat(this.outcomes.total(Admission.DEADLINE)).isEqualTo(1);
	}

	@Test
	void ageOfTheOldestRequestCountsThoseWithoutAPermit() {
		enter();
		enter();
		Permit third = enter();
		this.time.passMillis(5);
		assertThat(this.permits.oldestNanos()).isEqualTo(5_000_000);
		third.release();
	}

	private Permit enter() {
		return TestLimit.permit(this.observing.enter(ConcurrencyLimit.NO_DEADLINE));
	}

	private void assertNothingRejected() {
		assertThat(Admission.REJECTIONS).allSatisfy((reason) -> assertThat(this.outcomes.total(reason)).isZero());
	}

}
