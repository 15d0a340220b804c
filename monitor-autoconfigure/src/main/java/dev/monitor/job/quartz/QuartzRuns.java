package dev.monitor.job.quartz;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import dev.monitor.failure.Causes;
import dev.monitor.failure.Listeners;
import dev.monitor.job.Job;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobTimes;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobListener;
import org.quartz.SchedulerException;

/**
 * {@link JobListener} that tells {@link JobRuns}. Quartz does not run a job whose
 * listener throws, so this one never does. Thread-safe.
 */
final class QuartzRuns implements JobListener {

	private final Listeners<JobRuns> runs;

	private final String queue;

	/**
	 * Create the listener.
	 * @param runs is told
	 * @param queue name of the scheduler
	 */
	QuartzRuns(JobRuns runs, String queue) {
		this.runs = new Listeners<>(List.of(runs));
		this.queue = queue;
	}

	@Override
	public String getName() {
		return "dev.monitor";
	}

	@Override
	public void jobToBeExecuted(JobExecutionContext context) {
		this.runs.tell((told) -> {
			if (context.isRecovering() && context.getRefireCount() == 0) {
				told.ended(run(context, JobOutcome.LOST, null, Duration.ZERO));
			}
			told.started(job(context));
		});
	}

	@Override
	public void jobExecutionVetoed(JobExecutionContext context) {
		this.runs.tell((told) -> told.ended(run(context, JobOutcome.CANCELLED, null, Duration.ZERO)));
	}

	@Override
	public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException failure) {
		this.runs.tell((told) -> {
			Throwable error = (failure != null)
					? Causes.unwrapped(failure, (wrapper) -> wrapper instanceof SchedulerException) : null;
			told.ended(run(context, outcome(failure), error, Duration.ofMillis(context.getJobRunTime())));
		});
	}

	private static JobOutcome outcome(@Nullable JobExecutionException failure) {
		if (failure == null) {
			return JobOutcome.SUCCESS;
		}
		return failure.refireImmediately() ? JobOutcome.RETRY : JobOutcome.FAILED;
	}

	private JobRun run(JobExecutionContext context, JobOutcome outcome, @Nullable Throwable error, Duration duration) {
		Instant fired = context.getFireTime().toInstant();
		return new JobRun(job(context), context.getRefireCount() + 1, outcome, error,
				new JobTimes(due(context), fired, duration));
	}

	/**
	 * A job that is fired again at once was not due then.
	 */
	private static @Nullable Instant due(JobExecutionContext context) {
		Date due = context.getScheduledFireTime();
		return (due != null && context.getRefireCount() == 0) ? due.toInstant() : null;
	}

	private Job job(JobExecutionContext context) {
		return new Job(QuartzJobs.NAME, this.queue, context.getJobDetail().getJobClass().getName(),
				context.getJobDetail().getKey().toString());
	}

}
