package dev.monitor.concurrency;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Waiters, from the oldest to the newest. Every operation takes constant time. Not
 * thread-safe; the {@link ConcurrencyLimiter} guards it with its lock.
 */
final class WaiterQueue {

	private final QueueOrder order;

	private @Nullable Waiter oldest;

	private @Nullable Waiter newest;

	private long standingSince;

	WaiterQueue(QueueOrder order) {
		this.order = order;
	}

	/**
	 * Add the newest waiter.
	 * @param thread whom to wake
	 * @param maxWaitNanos longest wait that is wanted; the order may allow less
	 * @param now reading of the clock
	 * @return the waiter
	 */
	Waiter add(@Nullable Thread thread, long maxWaitNanos, long now) {
		long wait = isTurnedRound(now) ? Math.min(maxWaitNanos, this.order.shortWait()) : maxWaitNanos;
		Waiter waiter = new Waiter(thread, now, now + wait);
		Waiter before = this.newest;
		if (before == null) {
			this.oldest = waiter;
			this.standingSince = now;
		}
		else {
			before.next = waiter;
			waiter.previous = before;
		}
		this.newest = waiter;
		return waiter;
	}

	/**
	 * Take out the waiter whose turn it is.
	 * @param now reading of the clock
	 * @return the waiter
	 * @throws NullPointerException if nobody waits
	 */
	Waiter poll(long now) {
		Waiter waiter = Objects.requireNonNull(isTurnedRound(now) ? this.newest : this.oldest, "Nobody waits");
		remove(waiter);
		return waiter;
	}

	/**
	 * Take out the oldest waiters as long as their time is up, and decide so.
	 * @param now reading of the clock
	 * @return how many there were
	 */
	int dismissOverdue(long now) {
		int count = 0;
		for (Waiter waiter = this.oldest; waiter != null && waiter.isOverdue(now); waiter = this.oldest) {
			remove(waiter);
			waiter.decide(Admission.WAIT_TIMEOUT, now);
			count++;
		}
		return count;
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

	private boolean isTurnedRound(long now) {
		return this.oldest != null && now - this.standingSince >= this.order.interval();
	}

}
