package dev.monitor.concurrency;

import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Plays what a limiter would do with requests that are all served at once: who would get
 * a permit, who would wait for one and who would be rejected. Nobody is parked and nobody
 * is turned away. A request that would have been rejected takes no permit while it is
 * served. One that is over while it would still have waited counts as neither.
 * Thread-safe.
 */
public final class Rehearsal {

	private final ConcurrencyLimiter limiter;

	private final Rejections rejections;

	private final LongSupplier nanoTime;

	/**
	 * Create a rehearsal.
	 * @param limiter the limiter, which nobody else uses
	 * @param rejections counts what would have been rejected
	 * @param nanoTime the clock of the limiter
	 */
	public Rehearsal(ConcurrencyLimiter limiter, Rejections rejections, LongSupplier nanoTime) {
		this.limiter = limiter;
		this.rejections = rejections;
		this.nanoTime = nanoTime;
	}

	/**
	 * Note that a request comes.
	 * @param maxWaitNanos longest wait in nanoseconds; 0 or less never waits
	 * @param nanosLeft time until its deadline; 0 or less is too late
	 * @return its part, to be ended when the request is over
	 */
	Waiter begin(long maxWaitNanos, long nanosLeft) {
		if (nanosLeft <= 0) {
			return Waiter.settled(Admission.DEADLINE);
		}
		if (this.limiter.waiting() > 0) {
			this.limiter.dismissOverdue();
		}
		return this.limiter.enter(Math.min(maxWaitNanos, nanosLeft), null);
	}

	/**
	 * Note that a request is over.
	 * @param waiter its part
	 * @return what would have become of it, {@code null} if it would still have waited
	 */
	@Nullable Admission end(Waiter waiter) {
		long now = this.nanoTime.getAsLong();
		if (waiter.outcome() == null && this.limiter.withdraw(waiter) && waiter.isOverdue(now)) {
			waiter.decide(Admission.WAIT_TIMEOUT, now);
		}
		Admission outcome = waiter.outcome();
		if (outcome == Admission.ADMITTED) {
			this.limiter.release();
		}
		else if (outcome != null) {
			this.rejections.count(outcome);
		}
		return outcome;
	}

}
