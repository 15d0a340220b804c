package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.monitor.failure.Listeners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EnforcingTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 1, QueueOrder.FIFO, System::nanoTime);

	private final List<Admission> waits = new ArrayList<>();

	private final Listeners<WaitListener> listeners = new Listeners<>(
			List.<WaitListener>of((admission, nanos) -> this.waits.add(admission)));

	private final Permits permits = new Permits(this.limiter, new Listeners<>(List.of()), this.time::nanoTime);

	private final Enforcing enforcing = enforcing(Duration.ofMillis(5));

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
		assertThat(enter(this.enforcing)).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(this.waits).containsExactly(Admission.WAIT_TIMEOUT);
	}

	@Test
	void withoutWaitTimeNobodyWaits() {
		Enforcing hasty = enforcing(Duration.ZERO);
		enter();
		enter();
		assertThat(enter(hasty)).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(this.waits).isEmpty();
	}

	@Test
	void interruptEndsTheWaitAndStays() {
		enter();
		enter();
		Thread.currentThread().interrupt();
		assertThat(enter(enforcing(Duration.ofSeconds(50)))).isEqualTo(Admission.SHUTDOWN);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.limiter.waiting()).isZero();
	}

	@Test
	void failingListenerBreaksNothing() {
		this.listeners.add((admission, nanos) -> {
			throw new IllegalStateException("broken");
		});
		enter();
		enter();
		assertThat(enter(this.enforcing)).isEqualTo(Admission.WAIT_TIMEOUT);
	}

	private Enforcing enforcing(Duration waitTime) {
		Outcomes outcomes = new Outcomes(this.limiter, Mode.ENFORCE, this.listeners, this.time::nanoTime);
		return new Enforcing(this.limiter, waitTime.toNanos(), this.permits, outcomes, this.time::nanoTime);
	}

	private static Admission enter(Enforcing enforcing) {
		return enforcing.enter(ConcurrencyLimit.NO_DEADLINE).admission();
	}

	private Permit enter() {
		return TestLimit.permit(this.enforcing.enter(ConcurrencyLimit.NO_DEADLINE));
	}

}
