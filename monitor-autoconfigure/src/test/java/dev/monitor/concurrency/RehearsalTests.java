package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RehearsalTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, QueueOrder.FIFO, this.time::nanoTime);

	private final Rejections rejections = new Rejections(this.limiter, Mode.OBSERVE, this.time::nanoTime);

	private final List<String> waits = new ArrayList<>();

	private final Permits permits = new Permits(this.limiter, Duration.ofMillis(100),
			(admission, nanos) -> this.waits.add(admission + " after " + nanos / 1_000_000 + " ms"),
			RoundTripListener.NONE, new Rehearsal(this.limiter, this.rejections, this.time::nanoTime),
			this.time::nanoTime);

	@Test
	void requestWithAPermitIsAdmittedWhenItEnds() {
		Permit permit = rehearse();
		assertThat(this.permits.mode()).isEqualTo(Mode.OBSERVE);
		assertThat(this.limiter.active()).isEqualTo(1);
		permit.release();
		permit.release();
		assertThat(this.limiter.active()).isZero();
		assertThat(this.permits.admitted()).isEqualTo(1);
		assertThat(this.waits).isEmpty();
		assertNothingRejected();
	}

	@Test
	void requestThatWouldHaveWaitedGetsThePermitThatBecomesFree() {
		Permit first = rehearse();
		Permit second = rehearse();
		assertThat(this.limiter.waiting()).isEqualTo(1);
		this.time.passMillis(60);
		first.release();
		assertThat(this.limiter.active()).isEqualTo(1);
		this.time.passMillis(1000);
		second.release();
		assertThat(this.limiter.active()).isZero();
		assertThat(this.permits.admitted()).isEqualTo(2);
		assertThat(this.permits.waited()).isEqualTo(1);
		assertThat(this.waits).containsExactly("ADMITTED after 60 ms");
		assertNothingRejected();
	}

	@Test
	void requestThatWouldHaveWaitedTooLongIsCountedAndTakesNoPermit() {
		Permit first = rehearse();
		Permit second = rehearse();
		this.time.passMillis(150);
		second.release();
		assertThat(this.rejections.total(Admission.WAIT_TIMEOUT)).isEqualTo(1);
		assertThat(this.waits).containsExactly("WAIT_TIMEOUT after 100 ms");
		assertThat(this.limiter.active()).isEqualTo(1);
		assertThat(this.limiter.waiting()).isZero();
		first.release();
		assertThat(this.permits.admitted()).isEqualTo(1);
	}

	@Test
	void whoWaitedTooLongMakesRoomInTheQueueWhileItIsServed() {
		rehearse();
		Permit second = rehearse();
		this.time.passMillis(100);
		Permit third = rehearse();
		this.time.passMillis(30);
		second.release();
		third.release();
		assertThat(this.rejections.total(Admission.WAIT_TIMEOUT)).isEqualTo(1);
		assertThat(this.rejections.total(Admission.QUEUE_FULL)).isZero();
		assertThat(this.waits).containsExactly("WAIT_TIMEOUT after 100 ms");
	}

	@Test
	void requestThatWouldHaveFoundTheQueueFullIsCounted() {
		rehearse();
		rehearse();
		rehearse().release();
		assertThat(this.rejections.total(Admission.QUEUE_FULL)).isEqualTo(1);
		assertThat(this.limiter.active()).isEqualTo(1);
		assertThat(this.limiter.waiting()).isEqualTo(1);
		assertThat(this.limiter.saturated()).isTrue();
	}

	@Test
	void requestThatEndsWhileItWouldStillWaitCountsAsNeither() {
		rehearse();
		Permit second = rehearse();
		this.time.passMillis(99);
		second.release();
		assertThat(this.limiter.waiting()).isZero();
		assertThat(this.permits.admitted()).isZero();
		assertThat(this.waits).isEmpty();
		assertNothingRejected();
	}

	@Test
	void requestWhoseDeadlineIsPastIsCounted() {
		Permit permit = this.permits.rehearse(0);
		assertThat(this.limiter.active()).isZero();
		permit.release();
		assertThat(this.rejections.total(Admission.DEADLINE)).isEqualTo(1);
	}

	@Test
	void ageOfTheOldestRequestCountsThoseWithoutAPermit() {
		rehearse();
		rehearse();
		Permit third = rehearse();
		this.time.passMillis(5);
		assertThat(this.permits.oldestNanos()).isEqualTo(5_000_000);
		third.release();
	}

	private Permit rehearse() {
		return this.permits.rehearse(Permits.NO_DEADLINE);
	}

	private void assertNothingRejected() {
		assertThat(Admission.REJECTIONS).allSatisfy((reason) -> assertThat(this.rejections.total(reason)).isZero());
	}

}
