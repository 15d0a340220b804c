package dev.monitor.concurrency;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for a place, and its links in the {@link WaiterQueue}.
 */
final class Waiter {

	private final Thread thread = Thread.currentThread();

	private volatile @Nullable Admission outcome;

	@Nullable Waiter previous;

	@Nullable Waiter next;

	/**
	 * Return what was decided.
	 * @return the outcome, {@code null} while the wait goes on
	 */
	@Nullable Admission outcome() {
		return this.outcome;
	}

	/**
	 * Decide the wait. Called once, under the lock, by whoever took this waiter out of
	 * the queue.
	 */
	void decide(Admission outcome) {
		this.outcome = outcome;
	}

	/**
	 * Let the thread see the decision; needs no lock.
	 */
	void wake() {
		LockSupport.unpark(this.thread);
	}

	/**
	 * Park the calling thread, whose waiter this is, until there is a decision, the time
	 * is up or the thread is interrupted, whichever comes first.
	 * @return whether the thread was interrupted; its flag is cleared then
	 */
	boolean park(long nanos, LongSupplier nanoTime) {
		long deadline = nanoTime.getAsLong() + nanos;
		long left = nanos;
		while (this.outcome == null && left > 0) {
			LockSupport.parkNanos(this, left);
			if (Thread.interrupted()) {
				return true;
			}
			left = deadline - nanoTime.getAsLong();
		}
		return false;
	}

}
