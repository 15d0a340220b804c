package dev.monitor.concurrency;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who waits for a permit, and the links to the others in the
 * {@link WaiterQueue}. Mostly a parked thread; in a rehearsal nobody is parked.
 */
final class Waiter {

	private static final Map<Admission, Waiter> SETTLED = new EnumMap<>(Admission.class);

	static {
		for (Admission outcome : Admission.values()) {
			Waiter waiter = new Waiter(null, 0, 0);
			waiter.decide(outcome, 0);
			SETTLED.put(outcome, waiter);
		}
	}

	private final @Nullable Thread thread;

	private final long start;

	private final long deadline;

	private long end;

	private volatile @Nullable Admission outcome;

	@Nullable Waiter previous;

	@Nullable Waiter next;

	/**
	 * Create a waiter.
	 * @param thread who is parked, {@code null} for nobody
	 * @param start reading of the clock at which the wait begins
	 * @param deadline reading of the clock at which the time is up
	 */
	Waiter(@Nullable Thread thread, long start, long deadline) {
		this.thread = thread;
		this.start = start;
		this.deadline = deadline;
	}

	/**
	 * Return somebody who need not wait, since the outcome is known.
	 */
	static Waiter settled(Admission outcome) {
		return Objects.requireNonNull(SETTLED.get(outcome));
	}

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
	void decide(Admission outcome, long now) {
		this.end = now;
		this.outcome = outcome;
	}

	/**
	 * Return how long the wait was, at most as long as it was allowed to be.
	 * @return nanoseconds; 0 if there was none or it goes on
	 */
	long waited() {
		return (this.outcome != null) ? Math.min(this.end - this.start, this.deadline - this.start) : 0;
	}

	boolean isOverdue(long now) {
		return now - this.deadline >= 0;
	}

	/**
	 * Let all threads see their decisions; needs no lock.
	 * @param first waiters out of the queue, linked by {@link #next}
	 */
	static void wakeAll(@Nullable Waiter first) {
		Waiter waiter = first;
		while (waiter != null) {
			LockSupport.unpark(waiter.thread);
			waiter = waiter.next;
		}
	}

	/**
	 * Park the calling thread, whose waiter this is, until there is a decision, the time
	 * is up or the thread is interrupted, whichever comes first.
	 * @return whether the thread was interrupted; its flag is cleared then
	 */
	boolean park(LongSupplier nanoTime) {
		while (this.outcome == null) {
			long left = this.deadline - nanoTime.getAsLong();
			if (left <= 0) {
				return false;
			}
			LockSupport.parkNanos(this, left);
			if (Thread.interrupted()) {
				return true;
			}
		}
		return false;
	}

}
