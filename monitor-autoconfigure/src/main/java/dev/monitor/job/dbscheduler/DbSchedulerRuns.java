package dev.monitor.job.dbscheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import dev.monitor.failure.Listeners;
import dev.monitor.job.Job;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobTimes;
import org.jspecify.annotations.Nullable;

/**
 * {@code SchedulerListener} that tells {@link JobRuns}. db-scheduler tells nobody that an
 * execution is not tried again: its row is gone. But it is scheduled again on the thread
 * that ran it, before the end is told; so one that failed and was not, failed for good.
 */
final class DbSchedulerRuns extends AbstractSchedulerListener {

	private static final ThreadLocal<@Nullable Progress> CURRENT = new ThreadLocal<>();

	private final Listeners<Supplier<JobRuns>> runs;

	private final FailedExecutions failed;

	/**
	 * Create the listener.
	 * @param runs gives who is told
	 * @param failed keeps what failed for good
	 */
	DbSchedulerRuns(Supplier<JobRuns> runs, FailedExecutions failed) {
		this.runs = new Listeners<>(List.of(runs));
		this.failed = failed;
	}

	@Override
	public void onExecutionStart(CurrentlyExecuting executing) {
		CURRENT.set(new Progress(executing.getExecution()));
		Job job = job(executing.getExecution());
		this.runs.tell((told) -> told.get().started(job));
	}

	@Override
	public void onExecutionScheduled(TaskInstanceId id, Instant time) {
		Progress progress = CURRENT.get();
		if (progress != null && progress.execution.getTaskName().equals(id.getTaskName())
				&& progress.execution.getId().equals(id.getId())) {
			progress.again = true;
		}
	}

	/**
	 * An execution whose failure nobody handled stays as it is, until it is taken for
	 * dead.
	 */
	@Override
	public void onSchedulerEvent(SchedulerEventType type) {
		Progress progress = CURRENT.get();
		if (progress != null && type == SchedulerEventType.FAILUREHANDLER_ERROR) {
			progress.again = true;
		}
	}

	@Override
	public void onExecutionComplete(ExecutionComplete complete) {
		Progress progress = CURRENT.get();
		CURRENT.remove();
		boolean again = progress != null && progress.again;
		Execution execution = complete.getExecution();
		Throwable error = complete.getCause().orElse(null);
		JobOutcome outcome = JobOutcome.SUCCESS;
		if (complete.getResult() == ExecutionComplete.Result.FAILED) {
			outcome = again ? JobOutcome.RETRY : JobOutcome.FAILED;
		}
		if (outcome == JobOutcome.FAILED) {
			this.failed.add(execution, error, complete.getTimeDone());
		}
		tell(execution, outcome, error, new JobTimes(execution.executionTime,
				complete.getTimeDone().minus(complete.getDuration()), complete.getDuration()));
	}

	@Override
	public void onExecutionDead(Execution execution) {
		Instant seen = (execution.lastHeartbeat != null) ? execution.lastHeartbeat : execution.executionTime;
		tell(execution, JobOutcome.LOST, null, new JobTimes(execution.executionTime, seen, Duration.ZERO));
	}

	private void tell(Execution execution, JobOutcome outcome, @Nullable Throwable error, JobTimes times) {
		JobRun run = new JobRun(job(execution), execution.consecutiveFailures + 1, outcome, error, times);
		this.runs.tell((told) -> told.get().ended(run));
	}

	static Job job(TaskInstanceId id) {
		return new Job(DbSchedulerJobs.NAME, Job.DEFAULT_QUEUE, id.getTaskName(), id.getId());
	}

	/**
	 * What has happened to an execution on its thread.
	 */
	private static final class Progress {

		private final Execution execution;

		private boolean again;

		private Progress(Execution execution) {
			this.execution = execution;
		}

	}

}
