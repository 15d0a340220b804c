package dev.monitor.check;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

import dev.monitor.check.CheckResult.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One dependency's turn. At most one attempt occupies the slot, for as long as it really
 * runs; its result counts until its deadline. While an attempt that missed the deadline
 * still occupies the slot, each due time counts as one more timeout.
 */
final class CheckSlot {

	private static final double JITTER = 0.1;

	private final Check dependency;

	private final CheckThreads threads;

	private final CheckListener listener;

	private final DoubleSupplier random;

	private @Nullable ScheduledExecutorService scheduler;

	private @Nullable Future<?> next;

	private @Nullable Attempt running;

	private @Nullable Attempt awaited;

	CheckSlot(Check dependency, CheckThreads threads, CheckListener listener, DoubleSupplier random) {
		this.dependency = dependency;
		this.threads = threads;
		this.listener = listener;
		this.random = random;
	}

	Check dependency() {
		return this.dependency;
	}

	synchronized void start(ScheduledExecutorService scheduler) {
		this.scheduler = scheduler;
		this.dependency.reset();
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

	private synchronized void due(ScheduledExecutorService scheduler) {
		if (this.scheduler != scheduler) {
			return;
		}
		if (this.running != null) {
			Duration elapsed = this.running.elapsed();
			conclude(result(Outcome.TIMEOUT, Reason.hanging(elapsed), elapsed));
			return;
		}
		Attempt attempt = new Attempt();
		this.running = attempt;
		this.awaited = attempt;
		try {
			attempt.deadline = scheduler.schedule(() -> expire(attempt), this.dependency.schedule().timeout().toNanos(),
					TimeUnit.NANOSECONDS);
			this.threads.launch(this.dependency.name(), attempt);
		}
		catch (Throwable ex) {
			finish(attempt, Outcome.FAILURE, Reason.failure(ex));
		}
	}

	private synchronized void expire(Attempt attempt) {
		if (this.awaited == attempt) {
			this.awaited = null;
			CheckResult result = result(Outcome.TIMEOUT, Reason.timeout(this.dependency), attempt.elapsed());
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
			conclude(result(outcome, reason, attempt.elapsed()));
		}
	}

	private void conclude(CheckResult result) {
		try {
			CheckState before = this.dependency.add(result);
			CheckState after = this.dependency.state();
			this.listener.onResult(this.dependency, result);
			if (before.status() != after.status()) {
				this.listener.onChange(this.dependency, before, after);
			}
		}
		finally {
			scheduleNext();
		}
	}

	private void scheduleNext() {
		ScheduledExecutorService scheduler = this.scheduler;
		if (scheduler != null) {
			schedule(scheduler, this.dependency.schedule().delayAfter(this.dependency.state()));
		}
	}

	private void schedule(ScheduledExecutorService scheduler, Duration delay) {
		double stretch = 1 + JITTER * this.random.getAsDouble();
		this.next = scheduler.schedule(() -> due(scheduler), (long) (delay.toNanos() * stretch), TimeUnit.NANOSECONDS);
	}

	private CheckResult result(Outcome outcome, @Nullable String reason, Duration duration) {
		TimeSource time = this.dependency.time();
		return new CheckResult(outcome, reason, time.instant(), time.nanoTime(), duration);
	}

	/**
	 * One run of the check. Its fields are guarded by the slot.
	 */
	private final class Attempt implements Runnable {

		private final long startedAt = CheckSlot.this.dependency.time().nanoTime();

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
				CheckSlot.this.dependency.check().check();
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

		private Duration elapsed() {
			return Duration.ofNanos(CheckSlot.this.dependency.time().nanoTime() - this.startedAt);
		}

	}

}
