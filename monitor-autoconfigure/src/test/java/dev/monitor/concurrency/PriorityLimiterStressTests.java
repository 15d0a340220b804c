package dev.monitor.concurrency;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link PriorityLimiter} under threads of all priorities, while the limit moves.
 */
class PriorityLimiterStressTests {

	private static final int WORKERS = 16;

	private static final int ROUNDS = 3000;

	private static final int HIGHEST = 5;

	private final PriorityLimiter limiter = new PriorityLimiter(HIGHEST, WORKERS / 2, QueueOrder.FIFO,
			new PriorityShares(50, 20, 5), System::nanoTime);

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final LongAdder admitted = new LongAdder();

	@Test
	void noPermitIsLostAndNeverAreMoreServedThanLimitAndReserve() throws Exception {
		AtomicBoolean done = new AtomicBoolean();
		Thread mover = new Thread(() -> {
			while (!done.get()) {
				this.limiter.resize(ThreadLocalRandom.current().nextInt(1, HIGHEST + 1), WORKERS / 2);
				LockSupport.parkNanos(100_000);
			}
		}, "limit-mover");
		mover.start();
		ExecutorService executor = Executors.newFixedThreadPool(WORKERS);
		try {
			List<Future<?>> workers = new ArrayList<>();
			for (int i = 0; i < WORKERS; i++) {
				PriorityLane lane = this.limiter.lanes().get(i % 4);
				workers.add(executor.submit(() -> work(lane)));
			}
			for (Future<?> worker : workers) {
				worker.get(30, TimeUnit.SECONDS);
			}
		}
		finally {
			done.set(true);
			mover.join();
			executor.shutdownNow();
		}
		assertThat(this.admitted.sum()).isPositive();
		assertThat(this.most).hasValueLessThanOrEqualTo(HIGHEST + 1);
		assertThat(this.limiter.active()).isZero();
		assertThat(this.limiter.waiting()).isZero();
		assertThat(this.limiter.lanes()).allMatch((lane) -> lane.active() == 0 && lane.waiting() == 0);
	}

	private Object work(PriorityLane lane) throws InterruptedException {
		for (int i = 0; i < ROUNDS; i++) {
			long wait = ThreadLocalRandom.current().nextLong(-1000, 200_000);
			if (((i & 1) == 0) ? lane.acquire(wait) == Admission.ADMITTED : enter(lane, wait)) {
				this.admitted.increment();
				this.most.accumulateAndGet(this.inside.incrementAndGet(), Math::max);
				if (ThreadLocalRandom.current().nextInt(8) == 0) {
					LockSupport.parkNanos(1000);
				}
				this.inside.decrementAndGet();
				lane.release();
			}
		}
		return lane;
	}

	/**
	 * Ask as a request without a thread of its own does, which may be cancelled.
	 */
	private static boolean enter(PriorityLane lane, long wait) {
		Waiter waiter = lane.enter(wait, Waiter.NOBODY);
		while (waiter.outcome() == null) {
			if (ThreadLocalRandom.current().nextInt(50) == 0 && lane.withdraw(waiter)) {
				return false;
			}
			lane.dismissOverdue();
		}
		return waiter.decision() == Admission.ADMITTED;
	}

}
