package dev.monitor.concurrency;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The requests of one {@link Priority} at a {@link PriorityLimiter}, which guards all
 * that changes with its lock. What only tells may be called by anybody.
 */
final class PriorityLane extends PermitSource {

	/**
	 * How long after its last wait a priority still keeps lower ones to their shares, in
	 * nanoseconds.
	 */
	static final long RECENT = TimeUnit.SECONDS.toNanos(5);

	private final PriorityLimiter limiter;

	private final Priority priority;

	private final WaiterQueue waiters;

	private final AtomicInteger active = new AtomicInteger();

	private final AtomicInteger waiting = new AtomicInteger();

	private long pressed;

	private long lost;

	PriorityLane(PriorityLimiter limiter, Priority priority, WaiterQueue waiters, LongSupplier nanoTime) {
		super(nanoTime);
		this.limiter = limiter;
		this.priority = priority;
		this.waiters = waiters;
		this.pressed = now() - RECENT;
		this.lost = this.pressed;
	}

	@Override
	public boolean tryAcquire() {
		return this.limiter.tryAcquire(this);
	}

	@Override
	Waiter enter(long maxWaitNanos, Consumer<Waiter> listener) {
		return this.limiter.enter(this, maxWaitNanos, listener);
	}

	@Override
	void dismissOverdue() {
		this.limiter.dismissOverdue();
	}

	@Override
	boolean withdraw(Waiter waiter) {
		return this.limiter.withdraw(this, waiter);
	}

	@Override
	public void release() {
		this.limiter.release(this);
	}

	Priority priority() {
		return this.priority;
	}

	int active() {
		return this.active.get();
	}

	int waiting() {
		return this.waiting.get();
	}

	/**
	 * Tell whether requests of this priority could not be served at once, now or in the
	 * last seconds.
	 */
	boolean presses(long now) {
		return waiting() > 0 || now - this.pressed < RECENT;
	}

	/**
	 * Note that a request cannot be served at once.
	 */
	void press(long now) {
		this.pressed = now;
	}

	/**
	 * Tell whether requests of this priority were rejected in the last seconds.
	 */
	boolean loses(long now) {
		return now - this.lost < RECENT;
	}

	/**
	 * Note that a request is rejected.
	 */
	void lose(long now) {
		this.lost = now;
	}

	void take() {
		this.active.incrementAndGet();
	}

	void putBack() {
		if (active() == 0) {
			throw new IllegalStateException("Released more often than acquired");
		}
		this.active.decrementAndGet();
	}

	Waiter join(Consumer<Waiter> listener, long maxWaitNanos, long now) {
		Waiter waiter = this.waiters.prepare(listener, maxWaitNanos, now);
		this.waiting.incrementAndGet();
		this.waiters.append(waiter);
		return waiter;
	}

	boolean leave(Waiter waiter, long now) {
		if (!waiter.leave()) {
			return false;
		}
		this.waiters.remove(waiter);
		stopWaiting(1, now);
		return true;
	}

	/**
	 * Give a permit to the waiter whose turn it is, or send that one away if its time is
	 * up.
	 * @return the waiter
	 */
	Waiter next(long now) {
		Waiter waiter = this.waiters.poll(now);
		stopWaiting(1, now);
		boolean overdue = waiter.isOverdue(now);
		if (!overdue) {
			take();
		}
		waiter.decide(overdue ? Admission.WAIT_TIMEOUT : Admission.ADMITTED, now);
		return waiter;
	}

	/**
	 * Send the waiter away whose turn would come last.
	 * @return the waiter
	 */
	Waiter displace(long now) {
		Waiter waiter = this.waiters.pollLast(now);
		stopWaiting(1, now);
		waiter.decide(Admission.DISPLACED, now);
		return waiter;
	}

	@Nullable Waiter sendOverdueAway(long now) {
		Waiter dismissed = (waiting() > 0) ? this.waiters.dismissOverdue(now) : null;
		if (dismissed != null) {
			stopWaiting(Waiter.count(dismissed), now);
		}
		return dismissed;
	}

	@Nullable Waiter clear(long now) {
		this.waiting.set(0);
		return this.waiters.clear(Admission.SHUTDOWN, now);
	}

	private void stopWaiting(int count, long now) {
		this.waiting.addAndGet(-count);
		press(now);
	}

}
