package dev.monitor.concurrency;

import java.util.Objects;
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
 * straight to a waiter, nobody who comes overtakes, and whose time is up is never handed
 * one.
 */
public final class ConcurrencyLimiter {

	/**
	 * Highest possible limit, and highest possible number of waiters.
	 */
	public static final int MAX = LimiterState.MAX;

	private final Places places;

	private volatile int maxWaiting;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	private final WaiterQueue waiters;

	private volatile boolean closed;

	/**
	 * Create a limiter with all places free.
	 * @param limit number of places, 1 to {@link #MAX}
	 * @param maxWaiting number of threads that may wait, 0 to {@link #MAX}
	 * @param order whose turn it is when a place is released
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public ConcurrencyLimiter(int limit, int maxWaiting, QueueOrder order, LongSupplier nanoTime) {
		this.places = new Places(limit, new Saturation(nanoTime));
		this.maxWaiting = LimiterState.checkedWaiting(maxWaiting);
		this.waiters = new WaiterQueue(order);
		this.nanoTime = nanoTime;
	}

	/**
	 * Take a place if one is free and nobody waits for it. A refusal here counts neither
	 * as a rejection nor towards saturation.
	 * @return whether a place was taken
	 */
	public boolean tryAcquire() {
		return this.places.take() == Places.TAKEN;
	}

	/**
	 * Take a place, waiting for one if need be.
	 * @param maxWaitNanos longest wait in nanoseconds; 0 or less never waits
	 * @return what became of it; never {@link Admission#DEADLINE}
	 * @throws InterruptedException if the thread was interrupted while it waited; it has
	 * no place then
	 */
	public Admission acquire(long maxWaitNanos) throws InterruptedException {
		if (tryAcquire()) {
			return Admission.ADMITTED;
		}
		Waiter waiter = enter(maxWaitNanos, Thread.currentThread());
		boolean interrupted = waiter.park(this.nanoTime);
		boolean gaveUp = waiter.outcome() == null && withdraw(waiter);
		if (interrupted) {
			if (gaveUp) {
				throw new InterruptedException();
			}
			Thread.currentThread().interrupt();
		}
		return gaveUp ? Admission.WAIT_TIMEOUT : Objects.requireNonNull(waiter.outcome());
	}

	/**
	 * Take a place or join the queue, without parking.
	 * @param maxWaitNanos longest wait in nanoseconds; 0 or less never waits
	 * @param thread whom to wake when a waiter's outcome is decided
	 * @return somebody who has an outcome already, or is in the queue
	 */
	Waiter enter(long maxWaitNanos, @Nullable Thread thread) {
		for (long seen = this.places.take(); seen != Places.TAKEN; seen = this.places.take()) {
			Admission refusal = refusal(seen, maxWaitNanos);
			if (refusal != null) {
				this.places.notePressure();
				return Waiter.settled(refusal);
			}
			Waiter waiter = enqueue(seen, maxWaitNanos, thread);
			if (waiter != null) {
				return waiter;
			}
		}
		return Waiter.settled(Admission.ADMITTED);
	}

	/**
	 * Send those away whose time is up and who have no thread to notice it.
	 */
	void dismissOverdue() {
		this.lock.lock();
		try {
			this.places.stopWaiting(this.waiters.dismissOverdue(this.nanoTime.getAsLong()));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Leave the queue.
	 * @return whether that was so: otherwise the outcome was decided before
	 */
	boolean withdraw(Waiter waiter) {
		this.lock.lock();
		try {
			boolean waiting = waiter.outcome() == null;
			if (waiting) {
				this.waiters.remove(waiter);
				this.places.stopWaiting(1);
			}
			return waiting;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give a place back.
	 * @throws IllegalStateException if no place is taken
	 */
	public void release() {
		boolean released = this.places.tryGiveBack();
		while (!released) {
			released = handOver() || this.places.tryGiveBack();
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
		Waiter decided = null;
		this.lock.lock();
		try {
			this.maxWaiting = LimiterState.checkedWaiting(maxWaiting);
			long resized = this.places.limit(limit);
			if (LimiterState.hasWaiters(resized)) {
				decided = admit(resized);
			}
		}
		finally {
			this.lock.unlock();
		}
		tell(decided);
	}

	/**
	 * Send all waiters away with {@link Admission#SHUTDOWN}, and let nobody wait from now
	 * on. Free places go on being given.
	 */
	public void close() {
		Waiter decided;
		this.lock.lock();
		try {
			this.closed = true;
			decided = this.waiters.clear(Admission.SHUTDOWN, this.nanoTime.getAsLong());
			this.places.clearWaiters();
		}
		finally {
			this.lock.unlock();
		}
		Waiter.wakeAll(decided);
	}

	/**
	 * Let threads wait again after a {@link #close()}.
	 */
	public void open() {
		this.closed = false;
	}

	public int limit() {
		return LimiterState.limit(this.places.state());
	}

	public int maxWaiting() {
		return this.maxWaiting;
	}

	public int active() {
		return LimiterState.active(this.places.state());
	}

	public int waiting() {
		return LimiterState.waiting(this.places.state());
	}

	/**
	 * Tell whether demand is above the limit: somebody waits, or all places have been
	 * taken since somebody had to wait or was rejected, give or take a tenth of a second.
	 * @return whether that is so now
	 */
	public boolean saturated() {
		return this.places.saturation().lasted() >= 0;
	}

	Saturation saturation() {
		return this.places.saturation();
	}

	boolean hasRoom() {
		return this.places.hasRoom();
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

	private @Nullable Waiter enqueue(long seen, long maxWaitNanos, @Nullable Thread thread) {
		this.lock.lock();
		try {
			if (this.closed || !this.places.tryWait(seen)) {
				return null;
			}
			return this.waiters.add(thread, maxWaitNanos, this.nanoTime.getAsLong());
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean handOver() {
		Waiter decided;
		this.lock.lock();
		try {
			long seen = this.places.state();
			if (!LimiterState.hasWaiters(seen)) {
				return false;
			}
			decided = admit(seen - LimiterState.ONE_ACTIVE);
		}
		finally {
			this.lock.unlock();
		}
		tell(decided);
		return true;
	}

	/**
	 * Give free places to waiters, and send those away whose turn it is after their time
	 * is up. Called under the lock, when there are waiters, so nobody else changes the
	 * state.
	 * @return those decided, linked, to be told without the lock
	 */
	private @Nullable Waiter admit(long before) {
		long now = this.nanoTime.getAsLong();
		long after = before;
		Waiter decided = null;
		while (LimiterState.hasWaiters(after) && LimiterState.hasFreePlace(after)) {
			Waiter waiter = this.waiters.poll(now);
			boolean overdue = waiter.isOverdue(now);
			waiter.decide(overdue ? Admission.WAIT_TIMEOUT : Admission.ADMITTED, now);
			after += overdue ? -LimiterState.ONE_WAITING : LimiterState.ONE_ACTIVE - LimiterState.ONE_WAITING;
			waiter.next = decided;
			decided = waiter;
		}
		this.places.set(after);
		return decided;
	}

	private void tell(@Nullable Waiter decided) {
		Waiter.wakeAll(decided);
		if (hasRoom()) {
			this.places.noteEase();
		}
	}

}
