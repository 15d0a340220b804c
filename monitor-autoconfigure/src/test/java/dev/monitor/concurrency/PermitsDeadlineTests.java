package dev.monitor.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PermitsDeadlineTests {

	private static final long LONG = TimeUnit.MINUTES.toNanos(1);

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, QueueOrder.FIFO, System::nanoTime);

	private final List<Admission> waits = Collections.synchronizedList(new ArrayList<>());

	private final Permits permits = permits(Duration.ofMinutes(1), System::nanoTime);

	@Test
	void whoseDeadlineIsPastGetsNoPermitEvenIfOneIsFree() {
		assertThat(this.permits.enter(0)).isEqualTo(Admission.DEADLINE);
		assertThat(this.permits.enter(-1)).isEqualTo(Admission.DEADLINE);
		assertThat(this.permits.enter(Long.MIN_VALUE)).isEqualTo(Admission.DEADLINE);
		assertThat(this.limiter.active()).isZero();
		assertThat(this.waits).isEmpty();
		assertThat(this.permits.waited()).isZero();
	}

	@Test
	void deadlineAheadTakesAFreePermit() {
		assertThat(this.permits.enter(1)).isEqualTo(Admission.ADMITTED);
	}

	@Test
	void nobodyWaitsLongerThanTheDeadline() {
		fill();
		assertThat(this.permits.enter(TimeUnit.MILLISECONDS.toNanos(5))).isEqualTo(Admission.DEADLINE);
		assertThat(this.waits).containsExactly(Admission.DEADLINE);
		assertThat(this.permits.waited()).isEqualTo(1);
		assertThat(this.limiter.waiting()).isZero();
	}

	@Test
	void waitTimeThatComesFirstIsWhatCutsTheWait() {
		fill();
		Permits hasty = permits(Duration.ofMillis(5), System::nanoTime);
		assertThat(hasty.enter(LONG)).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(hasty.enter(Permits.NO_DEADLINE)).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(permits(Duration.ZERO, System::nanoTime).enter(LONG)).isEqualTo(Admission.WAIT_TIMEOUT);
	}

	@Test
	void otherReasonsStay() {
		fill();
		ConcurrencyLimiter full = new ConcurrencyLimiter(1, 0, QueueOrder.FIFO, System::nanoTime);
		assertThat(full.tryAcquire()).isTrue();
		assertThat(new Permits(full, Duration.ofMinutes(1), WaitListener.NONE, System::nanoTime).enter(1))
			.isEqualTo(Admission.QUEUE_FULL);
		this.limiter.close();
		assertThat(this.permits.enter(1)).isEqualTo(Admission.SHUTDOWN);
	}

	@Test
	void permitThatComesAfterTheDeadlineGoesBack() {
		fill();
		AtomicLong clock = new AtomicLong();
		Permits late = permits(Duration.ofMinutes(1), clock::get);
		CompletableFuture<Admission> waiting = CompletableFuture.supplyAsync(() -> late.enter(LONG));
		Awaitility.await().until(() -> this.limiter.waiting() == 1);
		clock.set(LONG);
		this.limiter.release();
		assertThat(waiting.join()).isEqualTo(Admission.DEADLINE);
		assertThat(this.limiter.active()).isZero();
	}

	private void fill() {
		assertThat(this.limiter.tryAcquire()).isTrue();
	}

	private Permits permits(Duration waitTime, LongSupplier nanoTime) {
		return new Permits(this.limiter, waitTime, (admission, nanos) -> this.waits.add(admission), nanoTime);
	}

}
