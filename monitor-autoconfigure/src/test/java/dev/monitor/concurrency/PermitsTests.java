package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PermitsTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 1, QueueOrder.FIFO, System::nanoTime);

	private final List<Admission> waits = new ArrayList<>();

	private final Permits permits = permits(Duration.ofMillis(5));

	@Test
	void permitIsGivenBackOnce() {
		Permit one = enter();
		enter();
		one.release();
		one.release();
		assertThat(this.limiter.active()).isEqualTo(1);
	}

	@Test
	void permitsIssuedAtTheSameMomentAreNotMixedUp() {
		Permit one = enter();
		Permit two = enter();
		assertThat(one).isNotEqualTo(two);
		one.release();
		assertThat(this.limiter.active()).isEqualTo(1);
		two.release();
		assertThat(this.limiter.active()).isZero();
	}

	@Test
	void knowsTheAgeOfTheOldest() {
		assertThat(this.permits.oldestNanos()).isZero();
		Permit first = enter();
		this.time.passMillis(300);
		Permit second = enter();
		this.time.passMillis(200);
		assertThat(this.permits.oldestNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
		first.release();
		assertThat(this.permits.oldestNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
		second.release();
		assertThat(this.permits.oldestNanos()).isZero();
	}

	@Test
	void onlyThoseWhoHadToWaitAreHeardOf() {
		enter();
		enter();
		assertThat(this.waits).isEmpty();
		assertThat(this.permits.enter()).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(this.waits).containsExactly(Admission.WAIT_TIMEOUT);
	}

	@Test
	void withoutWaitTimeNobodyWaits() {
		Permits hasty = permits(Duration.ZERO);
		enter();
		enter();
		assertThat(hasty.enter()).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(this.waits).isEmpty();
	}

	@Test
	void interruptEndsTheWaitAndStays() {
		enter();
		enter();
		Thread.currentThread().interrupt();
		assertThat(permits(Duration.ofSeconds(50)).enter()).isEqualTo(Admission.SHUTDOWN);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.limiter.waiting()).isZero();
	}

	@Test
	void failingListenerBreaksNothing() {
		Permits observed = new Permits(this.limiter, Duration.ofMillis(1), (admission, nanos) -> {
			throw new IllegalStateException("broken");
		}, this.time::nanoTime);
		enter();
		enter();
		assertThat(observed.enter()).isEqualTo(Admission.WAIT_TIMEOUT);
	}

	private Permits permits(Duration waitTime) {
		return new Permits(this.limiter, waitTime, (admission, nanos) -> this.waits.add(admission),
				this.time::nanoTime);
	}

	private Permit enter() {
		assertThat(this.permits.enter()).isEqualTo(Admission.ADMITTED);
		return this.permits.issue();
	}

}
