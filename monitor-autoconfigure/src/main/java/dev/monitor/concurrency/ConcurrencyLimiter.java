package dev.monitor.concurrency;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A number of permits, and a bounded queue of those who wait for one. Never are more
 * permits out than the limit in force allows, also while it changes. Thread-safe. As long
 * as nobody waits, taking and giving back a permit is one compare-and-set each, without
 * lock or allocation, and a refusal takes no lock either. While somebody waits, a
 * released permit goes straight to one whose time is not up. Where requests have
 * priorities, {@link PriorityLimiter} has a lock, and a reserve above the limit.
 */
public sealed class ConcurrencyLimiter extends PermitSource permits PriorityLimiter {

	/**
	 * Highest possible limit, and highest possible number of waiters.
	 */
	public static final int MAX = LimiterState.MAX;

	private final PermitCount permits;

	volatile int maxWaiting;

	final ReentrantLock lock = new ReentrantLock();

	final WaiterQueue waiters;

	volatile boolean closed;

	/**
	 * Create a limiter with all permits free.
	 * @param limit number of permits, 1 to {@link #MAX}
	 * @param maxWaiting number of waiters, 0 to {@link #MAX}
	 * @param order whose turn it is when a permit is released
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public ConcurrencyLimiter(int limit, int maxWaiting, QueueOrder order, LongSupplier nanoTime) {
		super(nanoTime);
		this.permits = new PermitCount(limit, new Saturation(nanoTime));
		this.maxWaiting = LimiterState.checkedWaiting(maxWaiting);
		this.waiters = new WaiterQueue(order);
	}

	@Override
	public boolean tryAcquire() {
		return this.permits.take() == PermitCount.TAKEN;
	}

	@Override
	Waiter enter(long maxWaitNanos, Consumer<Waiter> listener) {
		for (long seen = this.permits.take(); seen != PermitCount.TAKEN; seen = this.permits.take()) {
			Admission refusal = refusal(seen, maxWaitNanos);
			if (refusal != null) {
				this.permits.notePressure();
				return Waiter.settled(refusal);
			}
			Waiter waiter = enqueue(seen, maxWaitNanos, listener);
			if (waiter != null) {
				return waiter;
			}
		}
		return Waiter.settled(Admission.ADMITTED);
	}

	@Override
	void dismissOverdue() {
		if (waiting() == 0) {
			return;
		}
		Waiter dismissed;
		this.lock.lock();
		try {
			dismissed = this.waiters.dismissOverdue(now());
			this.permits.stopWaiting(Waiter.count(dismissed));
		}
		finally {
			this.lock.unlock();
		}
		Waiter.tellAll(dismissed);
	}

	@Override
	boolean withdraw(Waiter waiter) {
		this.lock.lock();
		try {
			boolean waiting = waiter.leave();
			if (waiting) {
				this.waiters.remove(waiter);
				this.permits.stopWaiting(1);
			}
			return waiting;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void release() {
		boolean released = this.permits.tryGiveBack();
		while (!released) {
			released = handOver() || this.permits.tryGiveBack();
		}
	}

	/**
	 * Change how many permits there are and how many threads may wait. Never waits for
	 * anybody: new permits go to waiters at once; when there are fewer, those taken above
	 * the limit go away as they are released. Who waits already may go on.
	 * @param limit number of permits, 1 to {@link #MAX}
	 * @param maxWaiting number of waiters, 0 to {@link #MAX}
	 */
	public void resize(int limit, int maxWaiting) {
		LimiterState.checkedLimit(limit);
		Waiter decided;
		this.lock.lock();
		try {
			this.maxWaiting = LimiterState.checkedWaiting(maxWaiting);
			long resized = this.permits.limit(limit);
			decided = LimiterState.hasWaiters(resized) ? admit(resized) : null;
		}
		finally {
			this.lock.unlock();
		}
		tell(decided);
	}

	/**
	 * Send all waiters away with {@link Admission#SHUTDOWN}, and let nobody wait from now
	 * on. Free permits go on being given.
	 */
	public void close() {
		Waiter decided;
		this.lock.lock();
		try {
			this.closed = true;
			decided = this.waiters.clear(Admission.SHUTDOWN, now());
			this.permits.clearWaiters();
		}
		finally {
			this.lock.unlock();
		}
		Waiter.tellAll(decided);
	}

	/**
	 * Let others wait again after a {@link #close()}.
	 */
	public void open() {
		this.closed = false;
	}

	/**
	 * Return the limit in force.
	 * @return the number of permits, 1 to {@link #MAX}
	 */
	public int limit() {
		return LimiterState.limit(this.permits.state());
	}

	/**
	 * Return how many may wait at once.
	 * @return the number, 0 if nobody may wait
	 */
	public int maxWaiting() {
		return this.maxWaiting;
	}

	/**
	 * Return how many permits are out now.
	 * @return the number, above the limit for a while after that was lowered
	 */
	public int active() {
		return LimiterState.active(this.permits.state());
	}

	/**
	 * Return how many wait now.
	 * @return the number, above the highest for a while after that was lowered
	 */
	public int waiting() {
		return LimiterState.waiting(this.permits.state());
	}

	PermitCount permits() {
		return this.permits;
	}

	/**
	 * Tell whether demand fits the limit: a permit is free or, where requests have
	 * priorities, held by a low or bulk one; and nobody waits whose demand counts.
	 */
	boolean hasRoom() {
		return this.permits.hasRoom();
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

	private @Nullable Waiter enqueue(long seen, long maxWaitNanos, Consumer<Waiter> listener) {
		this.lock.lock();
		try {
			Waiter waiter = this.closed ? null : this.waiters.prepare(listener, maxWaitNanos, now());
			if (waiter == null || !this.permits.tryWait(seen)) {
				return null;
			}
			this.waiters.append(waiter);
			return waiter;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean handOver() {
		Waiter decided;
		this.lock.lock();
		try {
			long seen = this.permits.state();
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
	 * Give free permits to waiters, and send those away whose turn it is after their time
	 * is up. Called under the lock while somebody waits.
	 * @return those decided, linked, to be told without the lock
	 */
	private @Nullable Waiter admit(long before) {
		long now = now();
		long after = before;
		Waiter decided = null;
		while (LimiterState.hasWaiters(after) && LimiterState.hasFreePermit(after)) {
			Waiter waiter = this.waiters.poll(now);
			boolean overdue = waiter.isOverdue(now);
			waiter.decide(overdue ? Admission.WAIT_TIMEOUT : Admission.ADMITTED, now);
			after += overdue ? -LimiterState.ONE_WAITING : LimiterState.ONE_ACTIVE - LimiterState.ONE_WAITING;
			waiter.next = decided;
			decided = waiter;
		}
		this.permits.set(after);
		return decided;
	}

	private void tell(@Nullable Waiter decided) {
		Waiter.tellAll(decided);
		if (this.permits.hasRoom()) {
			this.permits.noteEase();
		}
	}

}
