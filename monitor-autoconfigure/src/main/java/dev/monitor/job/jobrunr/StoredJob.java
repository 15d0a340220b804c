package dev.monitor.job.jobrunr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.monitor.failure.FailureReason;
import dev.monitor.job.Job;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobState;
import dev.monitor.job.MaskedArguments;
import org.jobrunr.jobs.AbstractJob;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.jobs.states.EnqueuedState;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.ScheduledState;
import org.jspecify.annotations.Nullable;

/**
 * A job as JobRunr stores it, with all states that it was in.
 *
 * @param stored the job
 */
record StoredJob(org.jobrunr.jobs.Job stored) {

	static Job job(org.jobrunr.jobs.Job job) {
		return new Job(JobRunrJobs.NAME, Job.DEFAULT_QUEUE, type(job), job.getId().toString());
	}

	/**
	 * Return the method that a job calls. What JobRunr shows as its name may have
	 * arguments in it.
	 * @param job the job
	 * @return class and method
	 */
	static String type(AbstractJob job) {
		JobDetails details = job.getJobDetails();
		return details.getClassName() + '.' + details.getMethodName();
	}

	/**
	 * Return when a job was to run that runs or has run.
	 * @param job the job
	 * @return the time that was set, else when it was enqueued
	 */
	static @Nullable Instant due(org.jobrunr.jobs.Job job) {
		List<org.jobrunr.jobs.states.JobState> states = job.getJobStates();
		for (int i = states.size() - 1; i >= 0; i--) {
			if (states.get(i) instanceof EnqueuedState enqueued) {
				return (i > 0 && states.get(i - 1) instanceof ScheduledState scheduled) ? scheduled.getScheduledAt()
						: enqueued.getCreatedAt();
			}
		}
		return null;
	}

	/**
	 * Return its state.
	 * @return the state; {@code null} if it has ended well or is deleted
	 */
	@Nullable JobState state() {
		return switch (this.stored.getState()) {
			case AWAITING, SCHEDULED -> hasFailed() ? JobState.RETRYABLE : JobState.SCHEDULED;
			case ENQUEUED -> JobState.AVAILABLE;
			case PROCESSING -> JobState.RUNNING;
			case FAILED -> JobState.FAILED;
			default -> null;
		};
	}

	private boolean hasFailed() {
		int states = this.stored.getJobStates().size();
		return states > 1 && this.stored.getJobStates().get(states - 2) instanceof FailedState;
	}

	/**
	 * Return it as in a list.
	 * @param state its state
	 */
	JobEntry entry(JobState state) {
		Instant due = (this.stored.getJobState() instanceof ScheduledState scheduled) ? scheduled.getScheduledAt()
				: due(this.stored);
		Instant shown = (state == JobState.FAILED) ? this.stored.getUpdatedAt() : due;
		return new JobEntry(this.stored.getId().toString(), job(this.stored), state,
				(int) this.stored.getJobStatesOfType(FailedState.class).count(), shown);
	}

	/**
	 * Tell all about it.
	 * @param state its state
	 * @param showValues whether its arguments are wanted: calls what they have for
	 * {@code toString}
	 */
	JobDetail detail(JobState state, boolean showValues) {
		Optional<FailedState> failure = this.stored.getLastJobStateOfType(FailedState.class);
		JobDetail detail = new JobDetail(entry(state), Map.of(), failure.map(StoredJob::reason).orElse(""), "");
		return detail.with("created", this.stored.getCreatedAt())
			.with("due", detail.entry().due())
			.with("started",
					this.stored.getLastJobStateOfType(ProcessingState.class)
						.map(org.jobrunr.jobs.states.JobState::getCreatedAt)
						.orElse(null))
			.with("last failure", failure.map(FailedState::getCreatedAt).orElse(null))
			.with(showValues ? arguments() : "");
	}

	private static String reason(FailedState failure) {
		String type = failure.getExceptionType();
		String simple = type.substring(type.lastIndexOf('.') + 1);
		String message = failure.getExceptionMessage();
		return (message != null) ? simple + ": " + FailureReason.clean(message) : simple;
	}

	private String arguments() {
		List<String> values = new ArrayList<>();
		for (JobParameter parameter : this.stored.getJobDetails().getJobParameters()) {
			values.add(String.valueOf(parameter.getObject()));
		}
		return MaskedArguments.ofText(values.stream().collect(Collectors.joining("\n")));
	}

}
