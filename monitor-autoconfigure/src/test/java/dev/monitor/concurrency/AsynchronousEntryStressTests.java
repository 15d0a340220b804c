package dev.monitor.concurrency;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that come, wait, run out of time and are cancelled on many threads at once,
 * while the limit moves.
 */
@Timeout(180)
class AsynchronousEntryStressTests {

	private static final int WORKERS = 8;

	private static final int ROUNDS = 10_000;

	private static final int HIGHEST = 4;

	private final ConcurrencyLimit limit = new ConcurrencyLimit(
			new LimitSettings(Mode.ENFORCE, Algorithm.FIXED, new LimitBounds(HIGHEST, 1, HIGHEST),
					new MaxWaiting(WORKERS, null), Duration.ofMillis(1), QueueOrder.FIFO),
			Clock.systemUTC(), System::nanoTime);

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicInteger highest = new AtomicInteger();

	private final LongAdder answered = new LongAdder();

	private final LongAdder cancelled = new LongAdder();

	@Test
	void everyRequestIsAnsweredOnceOrCancelledAndNoPermitIsLost() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(WORKERS);
		try {
			List<Future<?>> workers = new ArrayList<>();
			for (int i = 0; i < WORKERS; i++) {
				workers.add(executor.submit(this::work));
			}
			for (Future<?> worker : workers) {
				worker.get(160, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
		Awaitility.await().untilAsserted(() -> {
			this.limit.dismissOverdue();
			assertThat(this.limit.limiter().waiting()).isZero();
		});
		assertThat(this.answered.sum() + this.cancelled.sum()).isEqualTo((long) WORKERS * ROUNDS);
		assertThat(this.cancelled.sum()).isPositive();
		assertThat(this.limit.outcomes().total(Admission.ADMITTED)).isPositive();
		long total = this.limit.outcomes().total(Admission.ADMITTED);
		for (Admission reason : Admission.REJECTIONS) {
			total += this.limit.outcomes().total(reason);
		}
		assertThat(total).isEqualTo(this.answered.sum());
		assertThat(this.highest).hasValueLessThanOrEqualTo(HIGHEST);
		assertThat(this.limit.limiter().active()).isZero();
		assertThat(this.limit.oldestNanos()).isZero();
	}

	private void work() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		for (int i = 0; i < ROUNDS; i++) {
			Entry entry = this.limit.enter(random.nextLong(-1000, 200_000), this::answer);
			if (entry instanceof Decision decision) {
				answer(decision);
			}
			switch (random.nextInt(8)) {
				case 0 -> this.limit.dismissOverdue();
				case 1 -> this.limit.set(random.nextInt(1, HIGHEST + 1));
				case 2, 3 -> {
					if (entry instanceof PendingEntry pending && pending.cancel()) {
						this.cancelled.increment();
					}
				}
				default -> LockSupport.parkNanos(1000);
			}
		}
	}

	private void answer(Decision decision) {
		this.answered.increment();
		if (decision instanceof Permit permit) {
			this.highest.accumulateAndGet(this.inside.incrementAndGet(), Math::max);
			if (ThreadLocalRandom.current().nextInt(8) == 0) {
				LockSupport.parkNanos(1000);
			}
			this.inside.decrementAndGet();
			permit.release();
		}
	}

}
