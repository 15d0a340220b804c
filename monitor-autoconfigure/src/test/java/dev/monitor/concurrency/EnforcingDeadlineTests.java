package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import dev.monitor.failure.Listeners;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EnforcingDeadlineTests {

	private static final long LONG = TimeUnit.MINUTES.toNanos(1);

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, QueueOrder.FIFO, System::nanoTime);

	private final List<Admission> waits = Collections.synchronizedList(new ArrayList<>());

	private final Outcomes outcomes = new Outcomes(this.limiter, Mode.ENFORCE,
			new Listeners<>(List.<WaitListener>of((admission, nanos) -> this.waits.add(admission))), System::nanoTime);

	private final Enforcing enforcing = enforcing(this.limiter, Duration.ofMinutes(1), System::nanoTime);

	@Test
	void whoseDeadlineIsPastGetsNoPermitEvenIfOneIsFree() {
		assertThat(this.enforcing.enter(0).admission()).isEqualTo(Admission.DEADLINE);
		assertThat(this.enforcing.enter(-1).admission()).isEqualTo(Admission.DEADLINE);
		assertThat(this.enforcing.enter(Long.MIN_VALUE).admission()).isEqualTo(Admission.DEADLINE);
		assertThat(this.limiter.active()).isZero();
		assertThat(this.waits).isEmpty();
		assertThat(this.outcomes.waited()).isZero();
	}

	@Test
	void deadlineAheadTakesAFreePermit() {
		assertThat(this.enforcing.enter(1).admission()).isEqualTo(Admission.ADMITTED);
	}

	@Test
	void nobodyWaitsLongerThanTheDeadline() {
		fill();
		assertThat(this.enforcing.enter(TimeUnit.MILLISECONDS.toNanos(5)).admission()).isEqualTo(Admission.DEADLINE);
		assertThat(this.waits).containsExactly(Admission.DEADLINE);
		assertThat(this.outcomes.waited()).isEqualTo(1);
		assertThat(this.limiter.waiting()).isZero();
	}

	@Test
	void waitTimeThatComesFirstIsWhatCutsTheWait() {
		fill();
		Enforcing hasty = enforcing(this.limiter, Duration.ofMillis(5), System::nanoTime);
		assertThat(hasty.enter(LONG).admission()).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(hasty.enter(ConcurrencyLimit.NO_DEADLINE).admission()).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(enforcing(this.limiter, Duration.ZERO, System::nanoTime).enter(LONG).admission())
			.isEqualTo(Admission.WAIT_TIMEOUT);
	}

	@Test
	void otherReasonsStay() {
		fill();
		ConcurrencyLimiter full = new ConcurrencyLimiter(1, 0, QueueOrder.FIFO, System::nanoTime);
		assertThat(full.tryAcquire()).isTrue();
		assertThat(enforcing(full, Duration.ofMinutes(1), System::nanoTime).enter(1).admission())
			.isEqualTo(Admission.QUEUE_FULL);
		this.limiter.close();
		assertThat(this.enforcing.enter(1).admission()).isEqualTo(Admission.SHUTDOWN);
	}

	@Test
	void permitThatComesAfterTheDeadlineGoesBack() {
		fill();
		AtomicLong clock = new AtomicLong();
		Enforcing late = enforcing(this.limiter, Duration.ofMinutes(1), clock::get);
		CompletableFuture<Admission> waiting = CompletableFuture.supplyAsync(() -> late.enter(LONG).admission());
		Awaitility.await().until(() -> this.limiter.waiting() == 1);
		clock.set(LONG);
		this.limiter.release();
		assertThat(waiting.join()).isEqualTo(Admission.DEADLINE);
		assertThat(this.limiter.active()).isZero();
	}

	private void fill() {
		assertThat(this.limiter.tryAcquire()).isTrue();
	}

	private Enforcing enforcing(ConcurrencyLimiter limiter, Duration waitTime, LongSupplier nanoTime) {
		return new Enforcing(limiter, waitTime.toNanos(), new Permits(limiter, new Listeners<>(List.of()), nanoTime),
				this.outcomes, nanoTime);
	}

}
