package dev.monitor.concurrency;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A dry run: serves every request, and counts what {@link Enforcing} would have done with
 * it. A request that would have been rejected takes none of the limiter's permits while
 * it is served. One that is over while it would still have waited counts as neither
 * admitted nor rejected.
 *
 * @param limiter the limiter, which nobody else uses
 * @param waitNanos longest wait for a permit in nanoseconds
 * @param permits keeps the permits that are out
 * @param outcomes counts what would have become of requests
 * @param nanoTime the clock, as {@link System#nanoTime()}
 */
record Observing(PermitSource limiter, long waitNanos, Permits permits, Outcomes outcomes,
		LongSupplier nanoTime) implements AdmissionControl {

	@Override
	public Decision enter(long nanosLeft) {
		Waiter waiter = begin(nanosLeft);
		try {
			return this.permits.issue(() -> end(waiter));
		}
		catch (Throwable ex) {
			end(waiter);
			throw ex;
		}
	}

	@Override
	public Entry enter(long nanosLeft, Consumer<? super Decision> answer) {
		return enter(nanosLeft);
	}

	private Waiter begin(long nanosLeft) {
		if (nanosLeft <= 0) {
			return Waiter.settled(Admission.DEADLINE);
		}
		this.limiter.dismissOverdue();
		return this.limiter.enter(Math.min(this.waitNanos, nanosLeft), Waiter.NOBODY);
	}

	/**
	 * Count what would have become of a request that is over.
	 * @return whether it would have been served
	 */
	private boolean end(Waiter waiter) {
		long now = this.nanoTime.getAsLong();
		if (waiter.outcome() == null && this.limiter.withdraw(waiter) && waiter.isOverdue(now)) {
			waiter.decide(Admission.WAIT_TIMEOUT, now);
		}
		Admission outcome = waiter.outcome();
		if (outcome == null) {
			return false;
		}
		if (outcome == Admission.ADMITTED) {
			this.limiter.release();
		}
		if (waiter.waited() > 0) {
			this.outcomes.waited(outcome, waiter.waited());
		}
		this.outcomes.count(outcome);
		return outcome == Admission.ADMITTED;
	}

}
