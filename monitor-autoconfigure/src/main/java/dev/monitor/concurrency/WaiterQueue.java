package dev.monitor.concurrency;

import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Waiters, from the oldest to the newest. Every operation takes constant time, but for
 * {@link #dismissOverdue} when somebody's time is up. Not thread-safe; the
 * {@link ConcurrencyLimiter} guards it with its lock.
 */
final class WaiterQueue {

	private final QueueOrder order;

	private @Nullable Waiter oldest;

	private @Nullable Waiter newest;

	private long standingSince;

	/**
	 * No deadline in the queue is before this reading of the clock.
	 */
	private long earliestDeadline;

	WaiterQueue(QueueOrder order) {
		this.order = order;
	}

	/**
	 * Create a waiter that is not in the queue yet. Who counts it as one that waits does
	 * so between this and {@link #append}, which needs no memory: nobody must be counted
	 * who is not in the queue.
	 * @param listener told of the decision
	 * @param maxWaitNanos longest wait that is wanted; the order may allow less
	 * @param now reading of the clock
	 * @return the waiter
	 */
	Waiter prepare(Consumer<Waiter> listener, long maxWaitNanos, long now) {
		long wait = isTurnedRound(now) ? Math.min(maxWaitNanos, this.order.shortWait()) : maxWaitNanos;
		return new Waiter(listener, now, now + wait);
	}

	/**
	 * Add the newest waiter.
	 * @param waiter the waiter, just prepared
	 */
	void append(Waiter waiter) {
		Waiter before = this.newest;
		if (before == null) {
			this.oldest = waiter;
			this.standingSince = waiter.start();
			this.earliestDeadline = waiter.deadline();
		}
		else {
			noteDeadline(waiter);
			before.next = waiter;
			waiter.previous = before;
		}
		this.newest = waiter;
	}

	/**
	 * Take out the waiter whose turn it is.
	 * @param now reading of the clock
	 * @return the waiter
	 * @throws NullPointerException if nobody waits
	 */
	Waiter poll(long now) {
		Waiter waiter = Objects.requireNonNull(isTurnedRound(now) ? this.newest : this.oldest, "No request waits");
		remove(waiter);
		return waiter;
	}

	/**
	 * Take out the waiter whose turn would come last.
	 * @param now reading of the clock
	 * @return the waiter
	 * @throws NullPointerException if nobody waits
	 */
	Waiter pollLast(long now) {
		Waiter waiter = Objects.requireNonNull(isTurnedRound(now) ? this.oldest : this.newest, "No request waits");
		remove(waiter);
		return waiter;
	}

	/**
	 * Take out all waiters whose time is up, and decide so.
	 * @param now reading of the clock
	 * @return those dismissed, linked, to be told; {@code null} if there are none
	 */
	@Nullable Waiter dismissOverdue(long now) {
		Waiter dismissed = null;
		if (now - this.earliestDeadline >= 0) {
			this.earliestDeadline = now + Long.MAX_VALUE;
			Waiter waiter = this.oldest;
			while (waiter != null) {
				Waiter after = waiter.next;
				if (waiter.isOverdue(now)) {
					remove(waiter);
					waiter.decide(Admission.WAIT_TIMEOUT, now);
					waiter.next = dismissed;
					dismissed = waiter;
				}
				else {
					noteDeadline(waiter);
				}
				waiter = after;
			}
		}
		return dismissed;
	}

	/**
	 * Decide all waits alike.
	 * @param outcome the decision
	 * @param now reading of the clock
	 * @return all who waited, linked, to be woken; {@code null} if nobody did
	 */
	@Nullable Waiter clear(Admission outcome, long now) {
		Waiter first = this.oldest;
		for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
			waiter.decide(outcome, now);
		}
		this.oldest = null;
		this.newest = null;
		return first;
	}

	void remove(Waiter waiter) {
		Waiter before = waiter.previous;
		Waiter after = waiter.next;
		if (before != null) {
			before.next = after;
		}
		else {
			this.oldest = after;
		}
		if (after != null) {
			after.previous = before;
		}
		else {
			this.newest = before;
		}
		waiter.previous = null;
		waiter.next = null;
	}

	private void noteDeadline(Waiter waiter) {
		if (waiter.deadline() - this.earliestDeadline < 0) {
			this.earliestDeadline = waiter.deadline();
		}
	}

	private boolean isTurnedRound(long now) {
		return this.oldest != null && now - this.standingSince >= this.order.interval();
	}

}
