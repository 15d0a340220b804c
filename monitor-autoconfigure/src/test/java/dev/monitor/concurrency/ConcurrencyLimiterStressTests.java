package dev.monitor.concurrency;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many threads at once, in random order.
 */
@Timeout(180)
class ConcurrencyLimiterStressTests {

	private static final int WORKERS = 12;

	private static final int CROWD = 2000;

	private static final int ROUNDS = 10_000;

	private static final long LONG = TimeUnit.SECONDS.toNanos(170);

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicInteger highest = new AtomicInteger();

	private final LongAdder admitted = new LongAdder();

	private final LongAdder interrupted = new LongAdder();

	@Test
	void noWakeUpIsLostAmongPatientThreads() throws Exception {
		patient(Executors.newFixedThreadPool(WORKERS));
	}

	@Test
	void noWakeUpIsLostAmongPatientVirtualThreads() throws Exception {
		patient(virtualThreads());
	}

	private void patient(ExecutorService executor) throws Exception {
		ConcurrencyLimiter limiter = new ConcurrencyLimiter(3, WORKERS, QueueOrder.FIFO, System::nanoTime);
		run(WORKERS, executor, () -> {
			for (int i = 0; i < ROUNDS; i++) {
				assertThat(limiter.acquire(LONG)).isEqualTo(Admission.ADMITTED);
				work(limiter);
			}
			return null;
		});
		assertThat(this.admitted.sum()).isEqualTo((long) WORKERS * ROUNDS);
		assertThat(this.highest).hasValueLessThanOrEqualTo(3);
		assertEmpty(limiter, 3);
	}

	@ParameterizedTest
	@MethodSource("orders")
	void nothingIsLostWhenThreadsGiveUpAreInterruptedAndTheLimitMoves(QueueOrder order) throws Exception {
		restless(order, WORKERS, ROUNDS, Executors.newFixedThreadPool(WORKERS));
	}

	@ParameterizedTest
	@MethodSource("orders")
	void nothingIsLostAmongThousandsOfVirtualThreads(QueueOrder order) throws Exception {
		restless(order, CROWD, ROUNDS * WORKERS / CROWD, virtualThreads());
	}

	static Stream<QueueOrder> orders() {
		// Turned round as soon as somebody waits, or nearly so.
		return Stream.of(QueueOrder.FIFO, new QueueOrder(0, 50_000), new QueueOrder(100_000, 5_000));
	}

	private void restless(QueueOrder order, int workers, int rounds, ExecutorService executor) throws Exception {
		ConcurrencyLimiter limiter = new ConcurrencyLimiter(4, workers / 2, order, System::nanoTime);
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		AtomicBoolean done = new AtomicBoolean();
		Thread mover = new Thread(() -> move(limiter, done), "limit-mover");
		Thread interrupter = new Thread(() -> interrupt(threads, done), "interrupter");
		mover.start();
		interrupter.start();
		try {
			run(workers, executor, () -> {
				threads.add(Thread.currentThread());
				for (int i = 0; i < rounds; i++) {
					impatient(limiter);
				}
				threads.remove(Thread.currentThread());
				return null;
			});
		}
		finally {
			done.set(true);
			mover.join();
			interrupter.join();
		}
		assertThat(this.admitted.sum()).isPositive();
		assertThat(this.interrupted.sum()).isPositive();
		assertThat(this.highest).hasValueLessThanOrEqualTo(4);
		limiter.resize(4, limiter.maxWaiting());
		assertEmpty(limiter, 4);
	}

	private void impatient(ConcurrencyLimiter limiter) {
		try {
			long nanos = ThreadLocalRandom.current().nextLong(-1000, 200_000);
			if (limiter.acquire(nanos) == Admission.ADMITTED) {
				work(limiter);
			}
		}
		catch (InterruptedException ex) {
			this.interrupted.increment();
		}
	}

	private void work(ConcurrencyLimiter limiter) {
		int now = this.inside.incrementAndGet();
		this.highest.accumulateAndGet(now, Math::max);
		this.admitted.increment();
		if (ThreadLocalRandom.current().nextInt(8) == 0) {
			LockSupport.parkNanos(1000);
		}
		this.inside.decrementAndGet();
		limiter.release();
	}

	private static void move(ConcurrencyLimiter limiter, AtomicBoolean done) {
		while (!done.get()) {
			limiter.resize(ThreadLocalRandom.current().nextInt(1, 5), limiter.maxWaiting());
			LockSupport.parkNanos(20_000);
		}
	}

	private static void interrupt(Set<Thread> workers, AtomicBoolean done) {
		while (!done.get()) {
			workers.forEach((worker) -> {
				worker.interrupt();
				LockSupport.parkNanos(20_000);
			});
		}
	}

	private static void run(int workers, ExecutorService executor, Callable<?> task)
			throws InterruptedException, ExecutionException, TimeoutException {
		try {
			List<Future<?>> results = new ArrayList<>();
			for (int i = 0; i < workers; i++) {
				results.add(executor.submit(task));
			}
			for (Future<?> result : results) {
				result.get(160, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void assertEmpty(ConcurrencyLimiter limiter, int limit) {
		assertThat(limiter.active()).isZero();
		assertThat(limiter.waiting()).isZero();
		for (int i = 0; i < limit; i++) {
			assertThat(limiter.tryAcquire()).isTrue();
		}
		assertThat(limiter.tryAcquire()).isFalse();
	}

	private static ExecutorService virtualThreads() throws ReflectiveOperationException {
		Assumptions.assumeTrue(Runtime.version().feature() >= 21, "Virtual threads need Java 21");
		Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
		return (ExecutorService) factory.invoke(null);
	}

}
