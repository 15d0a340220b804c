package dev.monitor.check;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

import dev.monitor.check.CheckResult.Outcome;
import dev.monitor.failure.Listeners;
import org.jspecify.annotations.Nullable;

/**
 * One check's turn. At most one attempt occupies the slot, for as long as it really runs;
 * its result counts until its deadline. While an attempt that missed the deadline still
 * occupies the slot, each due time counts as one more timeout.
 */
final class CheckSlot {

	private static final double JITTER = 0.1;

	private static final Duration SOON = Duration.ofMillis(100);

	private final Check check;

	private final CheckThreads threads;

	private final Listeners<CheckListener> listeners;

	private final DoubleSupplier random;

	private @Nullable ScheduledExecutorService scheduler;

	private @Nullable Future<?> next;

	private @Nullable Attempt running;

	private volatile boolean concluding;

	private @Nullable Attempt awaited;

	CheckSlot(Check check, CheckThreads threads, Listeners<CheckListener> listeners, DoubleSupplier random) {
		this.check = check;
		this.threads = threads;
		this.listeners = listeners;
		this.random = random;
	}

	Check check() {
		return this.check;
	}

	synchronized void start(ScheduledExecutorService scheduler) {
		this.scheduler = scheduler;
		this.check.reset();
		schedule(scheduler, Duration.ZERO);
	}

	synchronized void stop() {
		this.scheduler = null;
		if (this.next != null) {
			this.next.cancel(false);
		}
		this.awaited = null;
		if (this.running != null) {
			this.running.interrupt();
		}
	}

	/**
	 * Be due now if nothing is planned, since that failed. Does not wait for a listener
	 * that takes its time.
	 */
	void resume() {
		if (!this.concluding) {
			resumeUnlessPlanned();
		}
	}

	private synchronized void resumeUnlessPlanned() {
		if (this.scheduler != null && this.awaited == null && (this.next == null || this.next.isDone())) {
			schedule(this.scheduler, Duration.ZERO);
		}
	}

	private synchronized void due(ScheduledExecutorService scheduler) {
		if (this.scheduler != scheduler) {
			return;
		}
		if (this.running != null) {
			hang(this.running, scheduler);
			return;
		}
		Attempt attempt = new Attempt();
		this.running = attempt;
		this.awaited = attempt;
		try {
			attempt.deadline = scheduler.schedule(() -> expire(attempt), this.check.schedule().timeout().toNanos(),
					TimeUnit.NANOSECONDS);
			this.threads.launch(this.check.name(), attempt);
		}
		catch (Throwable ex) {
			finish(attempt, Outcome.FAILURE, Reason.failure(ex));
		}
	}

	/**
	 * An attempt that still runs has missed its deadline, unless it is one of before a
	 * restart, which was interrupted: that has its time to end.
	 */
	private void hang(Attempt attempt, ScheduledExecutorService scheduler) {
		Duration elapsed = attempt.elapsed();
		if (elapsed.compareTo(this.check.schedule().timeout()) < 0) {
			schedule(scheduler, SOON);
		}
		else {
			attempt.interrupt();
			conclude(attempt.result(Outcome.TIMEOUT, Reason.hanging(elapsed)));
		}
	}

	private synchronized void expire(Attempt attempt) {
		if (this.awaited == attempt) {
			this.awaited = null;
			CheckResult result = attempt.result(Outcome.TIMEOUT, Reason.timeout(this.check));
			attempt.interrupt();
			conclude(result);
		}
	}

	private synchronized boolean enter(Attempt attempt) {
		if (this.awaited != attempt) {
			this.running = null;
			return false;
		}
		attempt.thread = Thread.currentThread();
		return true;
	}

	private synchronized void finish(Attempt attempt, Outcome outcome, @Nullable String reason) {
		this.running = null;
		if (this.awaited == attempt) {
			this.awaited = null;
			attempt.cancelDeadline();
			conclude(attempt.result(outcome, reason));
		}
	}

	private void conclude(CheckResult result) {
		this.concluding = true;
		try {
			CheckState before = this.check.add(result);
			CheckState after = this.check.state();
			String name = this.check.name();
			this.listeners.tell((listener) -> listener.onResult(name, result));
			if (before.status() != after.status()) {
				this.listeners.tell((listener) -> listener.onChange(name, before, after));
			}
		}
		finally {
			this.concluding = false;
			scheduleNext();
		}
	}

	private void scheduleNext() {
		ScheduledExecutorService scheduler = this.scheduler;
		if (scheduler != null) {
			try {
				schedule(scheduler, this.check.schedule().delayAfter(this.check.state()));
			}
			catch (Throwable ex) {
				// as when the heap is full: resume() comes
			}
		}
	}

	private void schedule(ScheduledExecutorService scheduler, Duration delay) {
		double stretch = 1 + JITTER * this.random.getAsDouble();
		this.next = scheduler.schedule(() -> due(scheduler), (long) (delay.toNanos() * stretch), TimeUnit.NANOSECONDS);
	}

	/**
	 * One attempt to ask. Its fields are guarded by the slot.
	 */
	private final class Attempt implements Runnable {

		private final long startedAt = CheckSlot.this.check.time().nanoTime();

		private @Nullable Thread thread;

		private @Nullable Future<?> deadline;

		@Override
		public void run() {
			if (!enter(this)) {
				return;
			}
			Outcome outcome = Outcome.FAILURE;
			String reason = "failed";
			try {
				CheckSlot.this.check.probe().check();
				outcome = Outcome.SUCCESS;
				reason = null;
			}
			catch (Throwable ex) {
				reason = Reason.failure(ex);
			}
			finally {
				finish(this, outcome, reason);
			}
		}

		private void interrupt() {
			if (this.thread != null) {
				this.thread.interrupt();
			}
		}

		private void cancelDeadline() {
			if (this.deadline != null) {
				this.deadline.cancel(false);
			}
		}

		private CheckResult result(Outcome outcome, @Nullable String reason) {
			TimeSource time = CheckSlot.this.check.time();
			long now = time.nanoTime();
			return new CheckResult(outcome, reason, time.instant(), now, Duration.ofNanos(now - this.startedAt));
		}

		private Duration elapsed() {
			return Duration.ofNanos(CheckSlot.this.check.time().nanoTime() - this.startedAt);
		}

	}

}
