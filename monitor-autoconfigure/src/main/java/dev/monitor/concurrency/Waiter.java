package dev.monitor.concurrency;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.monitor.http.QueuedRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who waits for a permit, and the links to the others in the
 * {@link WaiterQueue}. Mostly a parked thread; in a dry run nobody is parked.
 */
final class Waiter implements QueuedRequest {

	/**
	 * Is told nothing.
	 */
	static final Consumer<Waiter> NOBODY = (waiter) -> {
	};

	private static final Logger logger = LoggerFactory.getLogger(ConcurrencyLimit.class);

	private static final Map<Admission, Waiter> SETTLED = new EnumMap<>(Admission.class);

	static {
		for (Admission outcome : Admission.values()) {
			Waiter waiter = new Waiter(NOBODY, 0, 0);
			waiter.decide(outcome, 0);
			SETTLED.put(outcome, waiter);
		}
	}

	private final Consumer<Waiter> listener;

	private final long start;

	private final long deadline;

	private long end;

	private boolean left;

	private volatile @Nullable Admission outcome;

	@Nullable Waiter previous;

	@Nullable Waiter next;

	/**
	 * Create a waiter.
	 * @param listener told when the wait has been decided
	 * @param start reading of the clock at which the wait begins
	 * @param deadline reading of the clock at which the time is up
	 */
	Waiter(Consumer<Waiter> listener, long start, long deadline) {
		this.listener = listener;
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
	 * Tell whether this is one that did not need to wait.
	 */
	boolean isSettled() {
		Admission outcome = this.outcome;
		return outcome != null && settled(outcome) == this;
	}

	/**
	 * Return what was decided.
	 * @return the outcome, {@code null} while the wait goes on
	 */
	@Nullable Admission outcome() {
		return this.outcome;
	}

	/**
	 * Return what was decided, after the wait.
	 */
	Admission decision() {
		return Objects.requireNonNull(this.outcome);
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
	 * Stop waiting, under the lock.
	 * @return whether the wait was going on
	 */
	boolean leave() {
		if (this.outcome != null || this.left) {
			return false;
		}
		this.left = true;
		return true;
	}

	/**
	 * Return how long the wait was, at most as long as it was allowed to be.
	 * @return nanoseconds; 0 if there was none or it goes on
	 */
	long waited() {
		return (this.outcome != null) ? Math.min(this.end - this.start, this.deadline - this.start) : 0;
	}

	long start() {
		return this.start;
	}

	long deadline() {
		return this.deadline;
	}

	boolean isOverdue(long now) {
		return now - this.deadline >= 0;
	}

	/**
	 * Tell all listeners of the decisions, without the lock. One that fails keeps no
	 * other from being told, nor the request from ending that made the decision.
	 * @param first waiters out of the queue, linked by {@link #next}
	 */
	static void tellAll(@Nullable Waiter first) {
		for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
			try {
				waiter.listener.accept(waiter);
			}
			catch (Throwable ex) {
				waiter.logFailure(ex);
			}
		}
	}

	private void logFailure(Throwable failure) {
		try {
			logger.warn("A request could not go on after the decision {}", this.outcome, failure);
		}
		catch (Throwable ex) {
			// there is no memory for that either
		}
	}

	/**
	 * Link waiters that were taken out of queues.
	 * @return all of both
	 */
	static @Nullable Waiter join(@Nullable Waiter first, @Nullable Waiter second) {
		if (first == null) {
			return second;
		}
		Waiter last = first;
		while (last.next != null) {
			last = last.next;
		}
		last.next = second;
		return first;
	}

	static int count(@Nullable Waiter first) {
		int count = 0;
		for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
			count++;
		}
		return count;
	}

	/**
	 * Park the calling thread, which the listener unparks, until there is a decision, the
	 * time is up or the thread is interrupted, whichever comes first.
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
