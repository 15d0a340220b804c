package dev.monitor.concurrency;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Waiters in the order in which they get places: first come, first served. Every
 * operation takes constant time. Not thread-safe; the {@link ConcurrencyLimiter} guards
 * it with its lock.
 */
final class WaiterQueue {

	private @Nullable Waiter first;

	private @Nullable Waiter last;

	void add(Waiter waiter) {
		waiter.previous = this.last;
		if (this.last != null) {
			this.last.next = waiter;
		}
		else {
			this.first = waiter;
		}
		this.last = waiter;
	}

	/**
	 * Take out the waiter whose turn it is.
	 * @return the waiter
	 * @throws NullPointerException if nobody waits
	 */
	Waiter poll() {
		Waiter head = Objects.requireNonNull(this.first, "Nobody waits");
		remove(head);
		return head;
	}

	void remove(Waiter waiter) {
		if (waiter.previous != null) {
			waiter.previous.next = waiter.next;
		}
		else {
			this.first = waiter.next;
		}
		if (waiter.next != null) {
			waiter.next.previous = waiter.previous;
		}
		else {
			this.last = waiter.previous;
		}
		waiter.previous = null;
		waiter.next = null;
	}

}
