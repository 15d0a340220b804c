package dev.monitor.job.jobrunr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.failure.Listeners;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobTimes;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.exceptions.IllegalJobThreadStateException;
import org.jobrunr.jobs.filters.ApplyStateFilter;
import org.jobrunr.jobs.filters.JobServerFilter;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.StateName;
import org.jspecify.annotations.Nullable;

/**
 * Filter of a server that tells {@link JobRuns}, by the states that a job goes through: a
 * run that fails is followed by the next try, or by nothing. Thread-safe.
 */
final class JobRunrRuns implements JobServerFilter, ApplyStateFilter {

	private final Listeners<Supplier<JobRuns>> runs;

	private final Clock clock;

	/**
	 * Create the filter.
	 * @param runs gives who is told
	 * @param clock tells when runs end
	 */
	JobRunrRuns(Supplier<JobRuns> runs, Clock clock) {
		this.runs = new Listeners<>(List.of(runs));
		this.clock = clock;
	}

	@Override
	public void onProcessing(Job job) {
		this.runs.tell((told) -> told.get().started(StoredJob.job(job)));
	}

	@Override
	public void onProcessingSucceeded(Job job) {
		tellIfDeleted(job);
	}

	@Override
	public void onProcessingFailed(Job job, Exception ex) {
		tellIfDeleted(job);
	}

	/**
	 * A job that was deleted while it ran comes to no further state.
	 */
	private void tellIfDeleted(Job job) {
		if (job.hasState(StateName.DELETED)) {
			tell(job, JobOutcome.CANCELLED, null);
		}
	}

	@Override
	public void onStateApplied(Job job, @Nullable JobState before, JobState after) {
		if (after.getName() == StateName.SUCCEEDED) {
			tell(job, JobOutcome.SUCCESS, null);
		}
		else if (before instanceof FailedState failure && after.getName() == StateName.SCHEDULED) {
			boolean lost = isLost(failure);
			tell(job, lost ? JobOutcome.LOST : JobOutcome.RETRY, lost ? null : error(failure));
		}
		else if (before instanceof FailedState failure && after.getName() == StateName.DELETED) {
			tell(job, JobOutcome.FAILED, error(failure));
		}
	}

	@Override
	public void onFailedAfterRetries(Job job) {
		tell(job, JobOutcome.FAILED, job.getLastJobStateOfType(FailedState.class).map(JobRunrRuns::error).orElse(null));
	}

	/**
	 * Nobody has told for a while that the job runs.
	 */
	private static boolean isLost(FailedState failure) {
		return IllegalJobThreadStateException.class.getName().equals(failure.getExceptionType());
	}

	/**
	 * What was not thrown in this process is made again, if its class is here.
	 */
	private static @Nullable Exception error(FailedState failure) {
		try {
			return failure.getException();
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private void tell(Job job, JobOutcome outcome, @Nullable Throwable error) {
		Instant now = this.clock.instant();
		Instant started = job.getLastJobStateOfType(ProcessingState.class).map(JobState::getCreatedAt).orElse(now);
		Duration duration = (outcome == JobOutcome.LOST) ? Duration.ZERO : Duration.between(started, now);
		int attempt = (int) job.getJobStatesOfType(ProcessingState.class).count();
		JobRun run = new JobRun(StoredJob.job(job), attempt, outcome, error,
				new JobTimes(StoredJob.due(job), started, duration));
		this.runs.tell((told) -> told.get().ended(run));
	}

}
