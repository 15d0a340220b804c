package dev.monitor.concurrency;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What gives permits to requests of one kind. Thread-safe.
 */
abstract sealed class PermitSource permits ConcurrencyLimiter, PriorityLane {

	private final LongSupplier nanoTime;

	private final BooleanSupplier giveBack;

	PermitSource(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.giveBack = () -> {
			release();
			return true;
		};
	}

	/**
	 * Take a permit if one is free and nobody waits for it. A refusal counts nowhere.
	 * @return whether a permit was taken
	 */
	public abstract boolean tryAcquire();

	/**
	 * Take a permit, waiting for one if need be.
	 * @param maxWaitNanos longest wait in nanoseconds; 0 or less never waits
	 * @return what became of it; never {@link Admission#DEADLINE}
	 * @throws InterruptedException if interrupted while it waited; it has no permit then
	 */
	public Admission acquire(long maxWaitNanos) throws InterruptedException {
		if (tryAcquire()) {
			return Admission.ADMITTED;
		}
		Thread thread = Thread.currentThread();
		Waiter waiter = enter(maxWaitNanos, (decided) -> LockSupport.unpark(thread));
		boolean interrupted = waiter.park(this.nanoTime);
		boolean gaveUp = waiter.outcome() == null && withdraw(waiter);
		if (interrupted) {
			if (gaveUp) {
				throw new InterruptedException();
			}
			Thread.currentThread().interrupt();
		}
		return gaveUp ? Admission.WAIT_TIMEOUT : waiter.decision();
	}

	/**
	 * Take a permit or join the queue, without parking.
	 * @param listener told once, without the lock, when a wait in the queue is decided
	 * @return a {@linkplain Waiter#isSettled() settled} waiter, of which the listener is
	 * not told, or one that has joined the queue
	 */
	abstract Waiter enter(long maxWaitNanos, Consumer<Waiter> listener);

	/**
	 * Send those away whose time is up, for only threads notice that by themselves.
	 */
	abstract void dismissOverdue();

	/**
	 * Leave the queue.
	 * @return whether that was so: otherwise the outcome was decided before
	 */
	abstract boolean withdraw(Waiter waiter);

	/**
	 * Give a permit back.
	 * @throws IllegalStateException if no permit is taken
	 */
	public abstract void release();

	/**
	 * Return what gives a permit back that was taken here.
	 * @return calls {@link #release()}, and tells that a permit counted; always the same
	 */
	final BooleanSupplier giveBack() {
		return this.giveBack;
	}

	final long now() {
		return this.nanoTime.getAsLong();
	}

}
