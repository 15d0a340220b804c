package dev.monitor.concurrency;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.CapturedLog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class ConcurrencyLimiterTests {

	private static final long LONG = TimeUnit.SECONDS.toNanos(50);

	private static final TimeUnit MILLIS = TimeUnit.MILLISECONDS;

	private static final long SHORT = MILLIS.toNanos(5);

	private final FakeTime time = new FakeTime();

	@Test
	void admitsUpToTheLimit() throws InterruptedException {
		ConcurrencyLimiter limiter = limiter(2, 0);
		assertThat(limiter.acquire(LONG)).isEqualTo(Admission.ADMITTED);
		assertThat(limiter.tryAcquire()).isTrue();
		assertThat(limiter.tryAcquire()).isFalse();
		assertThat(limiter.acquire(LONG)).isEqualTo(Admission.QUEUE_FULL);
		assertThat(limiter.active()).isEqualTo(2);
		limiter.release();
		assertThat(limiter.acquire(0)).isEqualTo(Admission.ADMITTED);
	}

	@Test
	void withoutTimeToWaitDoesNotWait() throws InterruptedException {
		ConcurrencyLimiter limiter = full(1, 5);
		assertThat(limiter.acquire(0)).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(limiter.acquire(-1)).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(limiter.waiting()).isZero();
	}

	@Test
	void timedOutWaiterIsNeverHandedAPermit() throws InterruptedException {
		ConcurrencyLimiter limiter = full(1, 5);
		assertThat(limiter.acquire(SHORT)).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(limiter.waiting()).isZero();
		limiter.release();
		assertThat(limiter.active()).isZero();
		assertThat(limiter.tryAcquire()).isTrue();
	}

	@Test
	void permitsAreHandedToWaitersInTheOrderInWhichTheyCame() throws InterruptedException {
		ConcurrencyLimiter limiter = full(1, 5);
		List<CompletableFuture<Admission>> waiters = waiters(limiter, 5);
		for (int i = 0; i < 5; i++) {
			limiter.release();
			assertThat(waiters.get(i)).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(Admission.ADMITTED);
			assertThat(waiters.subList(i + 1, 5)).noneMatch(CompletableFuture::isDone);
			assertThat(limiter.active()).isEqualTo(1);
			assertThat(limiter.waiting()).isEqualTo(4 - i);
		}
	}

	@Test
	void leavingTheMiddleOfTheQueueKeepsTheOrderOfTheOthers() {
		ConcurrencyLimiter limiter = full(1, 5);
		CompletableFuture<Admission> first = waiter(limiter).outcome;
		Waiting middle = waiter(limiter);
		CompletableFuture<Admission> last = waiter(limiter).outcome;
		middle.thread.interrupt();
		assertThat(middle.outcome).failsWithin(30, TimeUnit.SECONDS);
		limiter.release();
		assertThat(first).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(Admission.ADMITTED);
		assertThat(last).isNotDone();
		limiter.release();
		assertThat(last).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(Admission.ADMITTED);
		assertThat(limiter.waiting()).isZero();
	}

	@Test
	void nobodyOvertakesAWaiter() {
		ConcurrencyLimiter limiter = full(1, 5);
		CompletableFuture<Admission> waiter = waiter(limiter).outcome;
		limiter.release();
		assertThat(limiter.tryAcquire()).isFalse();
		assertThat(waiter).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(Admission.ADMITTED);
	}

	/**
	 * One that is counted and not in the queue would keep all permits from being free.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void aRequestForWhichThereIsNoMemoryIsNotCountedAsWaiting(int failing) {
		AtomicInteger readings = new AtomicInteger();
		ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 5, QueueOrder.FIFO, () -> {
			if (readings.decrementAndGet() == 0) {
				throw new OutOfMemoryError();
			}
			return this.time.nanoTime();
		});
		assertThat(limiter.tryAcquire()).isTrue();
		readings.set(failing);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> limiter.enter(LONG, Waiter.NOBODY));
		assertThat(limiter.waiting()).isZero();
		limiter.release();
		assertThat(limiter.tryAcquire()).isTrue();
	}

	@Test
	void aWaiterThatCannotBeToldKeepsNoOtherFromBeingTold() {
		ConcurrencyLimiter limiter = full(1, 5);
		List<Waiter> told = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			limiter.enter(LONG, (waiter) -> {
				told.add(waiter);
				throw new OutOfMemoryError();
			});
		}
		try (CapturedLog log = new CapturedLog(ConcurrencyLimit.class)) {
			limiter.resize(3, 5);
			assertThat(log.lines()).hasSize(2).allMatch((line) -> line.contains("after the decision ADMITTED"));
		}
		assertThat(told).hasSize(2).doesNotHaveDuplicates();
	}

	@Test
	void queueThatIsFullRefuses() throws InterruptedException {
		ConcurrencyLimiter limiter = full(1, 1);
		waiters(limiter, 1);
		assertThat(limiter.acquire(LONG)).isEqualTo(Admission.QUEUE_FULL);
	}

	@Test
	void interruptedWaiterLeavesWithoutAPermit() {
		ConcurrencyLimiter limiter = full(1, 1);
		Waiting waiter = waiter(limiter);
		waiter.thread.interrupt();
		assertThat(waiter.outcome).failsWithin(30, TimeUnit.SECONDS)
			.withThrowableThat()
			.withRootCauseInstanceOf(InterruptedException.class);
		assertThat(limiter.waiting()).isZero();
		assertThat(limiter.active()).isEqualTo(1);
	}

	@Test
	void freePermitIsGivenToAnInterruptedThreadToo() throws InterruptedException {
		ConcurrencyLimiter limiter = limiter(1, 1);
		Thread.currentThread().interrupt();
		assertThat(limiter.acquire(LONG)).isEqualTo(Admission.ADMITTED);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void raisedLimitHandsPermitsToWaiters() {
		ConcurrencyLimiter limiter = full(1, 5);
		List<CompletableFuture<Admission>> waiters = waiters(limiter, 3);
		limiter.resize(3, limiter.maxWaiting());
		assertThat(waiters.subList(0, 2))
			.allSatisfy((waiter) -> assertThat(waiter).succeedsWithin(30, TimeUnit.SECONDS));
		assertThat(waiters.get(2)).isNotDone();
		assertThat(limiter.limit()).isEqualTo(3);
		assertThat(limiter.active()).isEqualTo(3);
		assertThat(limiter.waiting()).isEqualTo(1);
	}

	@Test
	void loweredLimitDrainsAndHandsNothingOverUntilThen() {
		ConcurrencyLimiter limiter = full(3, 5);
		CompletableFuture<Admission> waiter = waiter(limiter).outcome;
		limiter.resize(1, limiter.maxWaiting());
		assertThat(limiter.active()).isEqualTo(3);
		limiter.release();
		limiter.release();
		assertThat(limiter.active()).isEqualTo(1);
		assertThat(waiter).isNotDone();
		limiter.release();
		assertThat(waiter).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(Admission.ADMITTED);
		limiter.release();
		assertThat(limiter.active()).isZero();
	}

	@Test
	void fewerMayWaitFromNowOnWhileThoseWhoWaitGoOn() throws InterruptedException {
		ConcurrencyLimiter limiter = full(1, 2);
		List<CompletableFuture<Admission>> waiters = waiters(limiter, 2);
		limiter.resize(1, 1);
		assertThat(limiter.maxWaiting()).isEqualTo(1);
		assertThat(limiter.acquire(LONG)).isEqualTo(Admission.QUEUE_FULL);
		limiter.release();
		assertThat(waiters.get(0)).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(Admission.ADMITTED);
		assertThat(limiter.waiting()).isEqualTo(1);
		limiter.release();
		assertThat(waiters.get(1)).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(Admission.ADMITTED);
	}

	@Test
	void loweredLimitDrainsWithoutWaitersToo() {
		ConcurrencyLimiter limiter = full(3, 0);
		limiter.resize(1, limiter.maxWaiting());
		limiter.release();
		limiter.release();
		assertThat(limiter.tryAcquire()).isFalse();
		limiter.release();
		assertThat(limiter.tryAcquire()).isTrue();
	}

	@Test
	void closingSendsWaitersAwayAndLetsNobodyWait() throws InterruptedException {
		ConcurrencyLimiter limiter = full(1, 5);
		List<CompletableFuture<Admission>> waiters = waiters(limiter, 3);
		limiter.close();
		assertThat(waiters).allSatisfy(
				(waiter) -> assertThat(waiter).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(Admission.SHUTDOWN));
		assertThat(limiter.waiting()).isZero();
		assertThat(limiter.acquire(LONG)).isEqualTo(Admission.SHUTDOWN);
		limiter.release();
		assertThat(limiter.acquire(LONG)).isEqualTo(Admission.ADMITTED);
	}

	@Test
	void openingLetsThreadsWaitAgain() {
		ConcurrencyLimiter limiter = full(1, 5);
		limiter.close();
		limiter.open();
		CompletableFuture<Admission> waiter = waiter(limiter).outcome;
		limiter.release();
		assertThat(waiter).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(Admission.ADMITTED);
	}

	@Test
	void releasingMoreThanWasTakenFailsAndMakesNoRoom() {
		ConcurrencyLimiter limiter = full(1, 0);
		limiter.release();
		assertThatIllegalStateException().isThrownBy(limiter::release);
		assertThat(limiter.tryAcquire()).isTrue();
		assertThat(limiter.tryAcquire()).isFalse();
	}

	@Test
	void numbersOutOfRangeAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> limiter(0, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> limiter(ConcurrencyLimiter.MAX + 1, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> limiter(1, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> limiter(1, ConcurrencyLimiter.MAX + 1));
		ConcurrencyLimiter limiter = limiter(ConcurrencyLimiter.MAX, ConcurrencyLimiter.MAX);
		assertThatIllegalArgumentException().isThrownBy(() -> limiter.resize(0, limiter.maxWaiting()));
		assertThatIllegalArgumentException().isThrownBy(() -> limiter.resize(1, -1));
		assertThat(limiter.limit()).isEqualTo(ConcurrencyLimiter.MAX);
	}

	@Test
	void whoseTimeIsUpIsPassedOverEvenBeforeItsThreadNotices() {
		ConcurrencyLimiter limiter = fullAtFakeTime(QueueOrder.FIFO);
		Waiter late = limiter.enter(MILLIS.toNanos(10), Waiter.NOBODY);
		Waiter next = limiter.enter(MILLIS.toNanos(100), Waiter.NOBODY);
		this.time.passMillis(10);
		limiter.release();
		assertThat(late.outcome()).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(next.outcome()).isEqualTo(Admission.ADMITTED);
		assertThat(next.waited()).isEqualTo(MILLIS.toNanos(10));
		assertThat(limiter.active()).isEqualTo(1);
		assertThat(limiter.waiting()).isZero();
	}

	@Test
	void permitBecomesFreeWhenTheTimeOfAllWaitersIsUp() {
		ConcurrencyLimiter limiter = fullAtFakeTime(QueueOrder.FIFO);
		limiter.enter(1, Waiter.NOBODY);
		limiter.enter(2, Waiter.NOBODY);
		this.time.passMillis(1);
		limiter.release();
		assertThat(limiter.active()).isZero();
		assertThat(limiter.waiting()).isZero();
		assertThat(limiter.permits().saturation().calm()).isZero();
		assertThat(limiter.tryAcquire()).isTrue();
	}

	@Test
	void newPermitsGoToThoseWhoseTimeIsNotUp() {
		ConcurrencyLimiter limiter = fullAtFakeTime(QueueOrder.FIFO);
		Waiter late = limiter.enter(1, Waiter.NOBODY);
		Waiter next = limiter.enter(MILLIS.toNanos(100), Waiter.NOBODY);
		this.time.passMillis(1);
		limiter.resize(3, 5);
		assertThat(late.outcome()).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(next.outcome()).isEqualTo(Admission.ADMITTED);
		assertThat(limiter.active()).isEqualTo(2);
		assertThat(limiter.tryAcquire()).isTrue();
	}

	@Test
	void thoseWhoseTimeIsUpMakeRoomForOthersInTheQueue() {
		ConcurrencyLimiter limiter = fullAtFakeTime(QueueOrder.FIFO);
		for (int i = 0; i < 5; i++) {
			assertThat(limiter.enter(1, Waiter.NOBODY).outcome()).isNull();
		}
		assertThat(limiter.enter(1, Waiter.NOBODY).outcome()).isEqualTo(Admission.QUEUE_FULL);
		this.time.passMillis(1);
		limiter.dismissOverdue();
		assertThat(limiter.waiting()).isZero();
		assertThat(limiter.enter(1, Waiter.NOBODY).outcome()).isNull();
	}

	@Test
	void waiterCanWithdrawUntilTheOutcomeIsDecided() {
		ConcurrencyLimiter limiter = fullAtFakeTime(QueueOrder.FIFO);
		Waiter first = limiter.enter(1, Waiter.NOBODY);
		Waiter second = limiter.enter(1, Waiter.NOBODY);
		assertThat(limiter.withdraw(first)).isTrue();
		limiter.release();
		assertThat(limiter.withdraw(second)).isFalse();
		assertThat(second.outcome()).isEqualTo(Admission.ADMITTED);
	}

	@Test
	void adaptiveOrderServesTheNewestAndShortensWaitsWhileTheQueueIsStanding() {
		ConcurrencyLimiter limiter = fullAtFakeTime(new QueueOrder(MILLIS.toNanos(100), MILLIS.toNanos(5)));
		Waiter old = limiter.enter(MILLIS.toNanos(500), Waiter.NOBODY);
		this.time.passMillis(100);
		Waiter late = limiter.enter(MILLIS.toNanos(500), Waiter.NOBODY);
		this.time.passMillis(5);
		Waiter newest = limiter.enter(MILLIS.toNanos(500), Waiter.NOBODY);
		limiter.release();
		assertThat(newest.outcome()).isEqualTo(Admission.ADMITTED);
		limiter.release();
		assertThat(late.outcome()).isEqualTo(Admission.WAIT_TIMEOUT);
		assertThat(old.outcome()).isEqualTo(Admission.ADMITTED);
		assertThat(limiter.active()).isEqualTo(1);
	}

	private ConcurrencyLimiter fullAtFakeTime(QueueOrder order) {
		ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 5, order, this.time::nanoTime);
		assertThat(limiter.tryAcquire()).isTrue();
		return limiter;
	}

	private static ConcurrencyLimiter limiter(int limit, int maxWaiting) {
		return new ConcurrencyLimiter(limit, maxWaiting, QueueOrder.FIFO, System::nanoTime);
	}

	private static ConcurrencyLimiter full(int limit, int maxWaiting) {
		ConcurrencyLimiter limiter = limiter(limit, maxWaiting);
		for (int i = 0; i < limit; i++) {
			assertThat(limiter.tryAcquire()).isTrue();
		}
		return limiter;
	}

	private static List<CompletableFuture<Admission>> waiters(ConcurrencyLimiter limiter, int count) {
		List<CompletableFuture<Admission>> waiters = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			waiters.add(waiter(limiter).outcome);
		}
		return waiters;
	}

	private static Waiting waiter(ConcurrencyLimiter limiter) {
		int before = limiter.waiting();
		CompletableFuture<Admission> outcome = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				outcome.complete(limiter.acquire(LONG));
			}
			catch (InterruptedException ex) {
				outcome.completeExceptionally(ex);
			}
		}, "waiter");
		thread.setDaemon(true);
		thread.start();
		Awaitility.await().until(() -> limiter.waiting() == before + 1);
		return new Waiting(thread, outcome);
	}

	private record Waiting(Thread thread, CompletableFuture<Admission> outcome) {

	}

}
