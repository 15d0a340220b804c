package dev.monitor.concurrency;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A number of places, and a bounded queue of threads that wait for one. At no moment are
 * more places given than the limit in force at that moment, also while it changes. Who
 * got {@link Admission#ADMITTED ADMITTED} holds a place until {@link #release()}.
 * <p>
 * Thread-safe. As long as nobody waits, taking and giving back a place is one
 * compare-and-set each, without lock or allocation, and a refusal takes no lock either.
 * As soon as somebody waits, the state changes under the lock only: a released place goes
 * straight to the next waiter, nobody overtakes, and who gave up is never handed one.
 */
public final class ConcurrencyLimiter {

	/**
	 * Highest possible limit, and highest possible number of waiters.
	 */
	public static final int MAX = LimiterState.MAX;

	private final AtomicLong state;

	private volatile int maxWaiting;

	private final LongSupplier nanoTime;

	private final Saturation saturation;

	private final ReentrantLock lock = new ReentrantLock();

	private final WaiterQueue waiters = new WaiterQueue();

	private volatile boolean closed;

	/**
	 * Create a limiter with all places free.
	 * @param limit number of places, 1 to {@link #MAX}
	 * @param maxWaiting number of threads that may wait, 0 to {@link #MAX}
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public ConcurrencyLimiter(int limit, int maxWaiting, LongSupplier nanoTime) {
		this.state = new AtomicLong(LimiterState.of(LimiterState.checkedLimit(limit), 0, 0));
		this.maxWaiting = LimiterState.checkedWaiting(maxWaiting);
		this.nanoTime = nanoTime;
		this.saturation = new Saturation(nanoTime);
	}

	/**
	 * Take a place if one is free and nobody waits for it. A refusal here counts neither
	 * as a rejection nor towards saturation.
	 * @return whether a place was taken
	 */
	public boolean tryAcquire() {
		long seen = this.state.get();
		while (LimiterState.hasRoom(seen)) {
			if (this.state.compareAndSet(seen, seen + LimiterState.ONE_ACTIVE)) {
				return true;
			}
			seen = this.state.get();
		}
		return false;
	}

	/**
	 * Take a place, waiting for one if need be.
	 * @param maxWaitNanos longest wait in nanoseconds; 0 or less never waits
	 * @return what became of it; never {@link Admission#DEADLINE}
	 * @throws InterruptedException if the thread was interrupted while it waited; it has
	 * no place then
	 */
	public Admission acquire(long maxWaitNanos) throws InterruptedException {
		while (!tryAcquire()) {
			long seen = this.state.get();
			if (LimiterState.hasRoom(seen)) {
				continue;
			}
			Admission refusal = refusal(seen, maxWaitNanos);
			if (refusal != null) {
				notePressure();
				return refusal;
			}
			Waiter waiter = enqueue(seen);
			if (waiter != null) {
				return await(waiter, maxWaitNanos);
			}
		}
		return Admission.ADMITTED;
	}

	/**
	 * Give a place back.
	 * @throws IllegalStateException if no place is taken
	 */
	public void release() {
		while (true) {
			long seen = this.state.get();
			if (LimiterState.active(seen) == 0) {
				throw new IllegalStateException("Released more often than acquired");
			}
			if (LimiterState.hasWaiters(seen)) {
				if (handOver()) {
					return;
				}
			}
			else if (this.state.compareAndSet(seen, seen - LimiterState.ONE_ACTIVE)) {
				if (LimiterState.active(seen) == LimiterState.limit(seen)) {
					noteEase();
				}
				return;
			}
		}
	}

	/**
	 * Change how many places there are and how many threads may wait. Never waits for
	 * anybody: new places go to waiters at once; when there are fewer, those taken above
	 * the limit go away as they are released. Who waits already may go on.
	 * @param limit number of places, 1 to {@link #MAX}
	 * @param maxWaiting number of threads that may wait, 0 to {@link #MAX}
	 */
	public void resize(int limit, int maxWaiting) {
		LimiterState.checkedLimit(limit);
		LimiterState.checkedWaiting(maxWaiting);
		this.lock.lock();
		try {
			this.maxWaiting = maxWaiting;
			long before = this.state.getAndUpdate((seen) -> LimiterState.withLimit(seen, limit));
			long after = LimiterState.withLimit(before, limit);
			dismiss(LimiterState.waiting(before) - LimiterState.waiting(after), Admission.ADMITTED);
			if (LimiterState.hasRoom(after)) {
				this.saturation.eased();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	public int limit() {
		return LimiterState.limit(this.state.get());
	}

	public int maxWaiting() {
		return this.maxWaiting;
	}

	public int active() {
		return LimiterState.active(this.state.get());
	}

	public int waiting() {
		return LimiterState.waiting(this.state.get());
	}

	/**
	 * Tell whether demand is above the limit: somebody waits, or all places have been
	 * taken since somebody had to wait or was rejected, give or take a tenth of a second.
	 * @return whether that is so now
	 */
	public boolean saturated() {
		return this.saturation.lasted() >= 0;
	}

	/**
	 * Send all waiters away with {@link Admission#SHUTDOWN}, and let nobody wait from now
	 * on. Free places go on being given.
	 */
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			long before = this.state.getAndUpdate(LimiterState::withoutWaiters);
			dismiss(LimiterState.waiting(before), Admission.SHUTDOWN);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let threads wait again after a {@link #close()}.
	 */
	public void open() {
		this.closed = false;
	}

	Saturation saturation() {
		return this.saturation;
	}

	boolean hasRoom() {
		return LimiterState.hasRoom(this.state.get());
	}

	private @Nullable Admission refusal(long seen, long maxWaitNanos) {
		if (this.closed) {
			return Admission.SHUTDOWN;
		}
		if (LimiterState.waiting(seen) >= this.maxWaiting) {
			return Admission.QUEUE_FULL;
		}
		return (maxWaitNanos <= 0) ? Admission.WAIT_TIMEOUT : null;
	}

	private void notePressure() {
		this.saturation.pressed();
		// A place that was released after the refusal may have been noted before it.
		if (hasRoom()) {
			this.saturation.eased();
		}
	}

	private void noteEase() {
		this.saturation.eased();
		// Likewise, the place may have been taken since, and somebody wait for the next.
		if (LimiterState.hasWaiters(this.state.get())) {
			notePressure();
		}
	}

	private @Nullable Waiter enqueue(long seen) {
		Waiter waiter = new Waiter();
		this.lock.lock();
		try {
			if (this.closed || !this.state.compareAndSet(seen, seen + LimiterState.ONE_WAITING)) {
				return null;
			}
			this.waiters.add(waiter);
			this.saturation.pressed();
			return waiter;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Admission await(Waiter waiter, long maxWaitNanos) throws InterruptedException {
		boolean interrupted = waiter.park(maxWaitNanos, this.nanoTime);
		boolean gaveUp = waiter.outcome() == null && withdraw(waiter);
		if (interrupted) {
			if (gaveUp) {
				throw new InterruptedException();
			}
			Thread.currentThread().interrupt();
		}
		return gaveUp ? Admission.WAIT_TIMEOUT : Objects.requireNonNull(waiter.outcome());
	}

	private boolean withdraw(Waiter waiter) {
		this.lock.lock();
		try {
			if (waiter.outcome() != null) {
				return false;
			}
			this.waiters.remove(waiter);
			this.state.set(this.state.get() - LimiterState.ONE_WAITING);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean handOver() {
		Waiter waiter;
		this.lock.lock();
		try {
			long seen = this.state.get();
			if (!LimiterState.hasWaiters(seen)) {
				return false;
			}
			if (LimiterState.active(seen) > LimiterState.limit(seen)) {
				this.state.set(seen - LimiterState.ONE_ACTIVE);
				return true;
			}
			this.state.set(seen - LimiterState.ONE_WAITING);
			waiter = this.waiters.poll();
			waiter.decide(Admission.ADMITTED);
		}
		finally {
			this.lock.unlock();
		}
		waiter.wake();
		return true;
	}

	private void dismiss(int count, Admission outcome) {
		for (int i = 0; i < count; i++) {
			Waiter waiter = this.waiters.poll();
			waiter.decide(outcome);
			waiter.wake();
		}
	}

}
