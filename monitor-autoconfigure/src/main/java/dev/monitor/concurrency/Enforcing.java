package dev.monitor.concurrency;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Serves a request if the limiter has a permit for it, and rejects it if not.
 *
 * @param limiter has the permits
 * @param waitNanos longest wait for a permit in nanoseconds; 0 never waits
 * @param permits keeps the permits that are out
 * @param outcomes counts what becomes of requests
 * @param nanoTime the clock, as {@link System#nanoTime()}
 */
record Enforcing(PermitSource limiter, long waitNanos, Permits permits, Outcomes outcomes,
		LongSupplier nanoTime) implements AdmissionControl {

	@Override
	public Decision enter(long nanosLeft) {
		if (nanosLeft <= 0) {
			return decision(Admission.DEADLINE);
		}
		if (this.limiter.tryAcquire()) {
			return decision(Admission.ADMITTED);
		}
		long start = this.nanoTime.getAsLong();
		Admission outcome = acquire(Math.min(this.waitNanos, nanosLeft));
		if (this.waitNanos <= 0 || outcome == Admission.QUEUE_FULL) {
			return decision(outcome);
		}
		long nanos = this.nanoTime.getAsLong() - start;
		return decision(waited(outcome, nanos, nanosLeft));
	}

	@Override
	public Entry enter(long nanosLeft, Consumer<? super Decision> answer) {
		if (nanosLeft <= 0) {
			return decision(Admission.DEADLINE);
		}
		if (this.limiter.tryAcquire()) {
			return decision(Admission.ADMITTED);
		}
		this.limiter.dismissOverdue();
		Waiter waiter = this.limiter.enter(Math.min(this.waitNanos, nanosLeft),
				(decided) -> tell(answer, decision(waited(decided.decision(), decided.waited(), nanosLeft))));
		return waiter.isSettled() ? decision(waiter.decision()) : new Pending(this.limiter, waiter);
	}

	/**
	 * Tell a decision. If that fails, a permit goes back.
	 */
	private static void tell(Consumer<? super Decision> answer, Decision decision) {
		try {
			answer.accept(decision);
		}
		catch (Throwable ex) {
			if (decision instanceof Permit permit) {
				permit.release();
			}
			throw ex;
		}
	}

	private Admission acquire(long nanos) {
		try {
			return this.limiter.acquire(nanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Admission.SHUTDOWN;
		}
	}

	/**
	 * Note a wait that is over.
	 * @return what its outcome is worth: a permit that comes after the deadline is of no
	 * use and goes back
	 */
	private Admission waited(Admission outcome, long nanos, long nanosLeft) {
		boolean late = nanos >= nanosLeft && outcome != Admission.SHUTDOWN;
		Admission admission = late ? Admission.DEADLINE : outcome;
		boolean useful = false;
		try {
			this.outcomes.waited(admission, nanos);
			useful = !late;
			return admission;
		}
		finally {
			if (!useful && outcome == Admission.ADMITTED) {
				this.limiter.release();
			}
		}
	}

	private Decision decision(Admission admission) {
		if (admission != Admission.ADMITTED) {
			this.outcomes.count(admission);
			return new Rejection(admission);
		}
		try {
			this.outcomes.count(Admission.ADMITTED);
			// at last, for nothing may fail any more once it is out
			return this.permits.issue(this.limiter.giveBack());
		}
		catch (Throwable ex) {
			this.limiter.release();
			throw ex;
		}
	}

	private record Pending(PermitSource limiter, Waiter waiter) implements PendingEntry {

		@Override
		public boolean cancel() {
			return this.limiter.withdraw(this.waiter);
		}

	}

}
