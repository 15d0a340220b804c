package dev.monitor.warmup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.monitor.failure.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * A task and its last run. Once a run has ended, by return or by timeout, what its thread
 * may still say does not count. Thread-safe.
 */
class TaskRun {

	private final WarmupTask task;

	private final Clock clock;

	private boolean wanted;

	private WarmupProgress progress = new WarmupProgress();

	private WarmupOutcome outcome = WarmupOutcome.PENDING;

	private @Nullable Instant started;

	private @Nullable Instant ended;

	private @Nullable String error;

	TaskRun(WarmupTask task, Clock clock) {
		this.task = task;
		this.clock = clock;
	}

	WarmupTask task() {
		return this.task;
	}

	/**
	 * Say that the task is to run, whatever became of it before.
	 */
	synchronized void want() {
		this.wanted = true;
		this.progress = new WarmupProgress();
		this.outcome = WarmupOutcome.PENDING;
		this.started = null;
		this.ended = null;
		this.error = null;
	}

	/**
	 * Tell whether traffic waits for the task.
	 */
	synchronized boolean isOutstanding() {
		return this.wanted && this.task.required() && this.outcome != WarmupOutcome.SUCCESS;
	}

	synchronized WarmupProgress start() {
		this.progress = new WarmupProgress();
		this.outcome = WarmupOutcome.RUNNING;
		this.started = this.clock.instant();
		this.ended = null;
		this.error = null;
		return this.progress;
	}

	/**
	 * End the run.
	 * @return whether it was running; {@code false} means that it had ended before
	 */
	synchronized boolean end(WarmupOutcome outcome, @Nullable Throwable failure) {
		if (this.outcome != WarmupOutcome.RUNNING) {
			return false;
		}
		this.outcome = outcome;
		this.error = (failure != null) ? FailureReason.of(failure) : null;
		this.ended = this.clock.instant();
		return true;
	}

	/**
	 * Take a run back that the application's end cuts short: it has neither succeeded nor
	 * failed.
	 */
	synchronized void abandon() {
		if (this.outcome == WarmupOutcome.RUNNING) {
			this.outcome = WarmupOutcome.PENDING;
			this.started = null;
		}
	}

	synchronized boolean isRunning() {
		return this.outcome == WarmupOutcome.RUNNING;
	}

	synchronized boolean hasSucceeded() {
		return this.outcome == WarmupOutcome.SUCCESS;
	}

	synchronized WarmupReport.Task report() {
		Instant until = (this.ended != null) ? this.ended : this.clock.instant();
		Duration elapsed = (this.started != null && until.isAfter(this.started)) ? Duration.between(this.started, until)
				: Duration.ZERO;
		return new WarmupReport.Task(this.task.name(), this.task.required(), this.outcome, this.progress.done(),
				this.progress.total(), elapsed, this.error);
	}

}
