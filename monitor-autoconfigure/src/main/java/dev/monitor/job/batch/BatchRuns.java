package dev.monitor.job.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.monitor.failure.Listeners;
import dev.monitor.job.Job;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobTimes;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.core.Ordered;

/**
 * {@link JobExecutionListener} that tells {@link JobRuns}: first that a job begins, and
 * last how it ended. A job whose listener throws fails, so this one never does.
 * Thread-safe.
 */
final class BatchRuns implements JobExecutionListener, Ordered {

	private final Set<Long> running = ConcurrentHashMap.newKeySet();

	private final Listeners<Supplier<JobRuns>> runs;

	private final Clock clock;

	/**
	 * Create the listener.
	 * @param runs gives who is told
	 * @param clock tells the time of what has none of its own
	 */
	BatchRuns(Supplier<JobRuns> runs, Clock clock) {
		this.runs = new Listeners<>(List.of(runs));
		this.clock = clock;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void beforeJob(JobExecution execution) {
		this.running.add(execution.getId());
		this.runs.tell((told) -> told.get().started(job(execution)));
	}

	@Override
	public void afterJob(JobExecution execution) {
		this.running.remove(execution.getId());
		this.runs.tell((told) -> told.get().ended(run(execution)));
	}

	/**
	 * Tell whether this instance runs an execution.
	 * @param id its id
	 * @return whether it has begun here and not ended
	 */
	boolean isRunning(long id) {
		return this.running.contains(id);
	}

	private JobRun run(JobExecution execution) {
		Instant created = instant(execution.getCreateTime());
		Instant started = instant(execution.getStartTime());
		Instant ended = instant(execution.getEndTime());
		Instant from = (started != null) ? started : this.clock.instant();
		List<Throwable> errors = execution.getAllFailureExceptions();
		return new JobRun(job(execution), 0, outcome(execution.getStatus()), errors.isEmpty() ? null : errors.get(0),
				new JobTimes(created, from, Duration.between(from, (ended != null) ? ended : this.clock.instant())));
	}

	private static JobOutcome outcome(BatchStatus status) {
		return switch (status) {
			case COMPLETED -> JobOutcome.SUCCESS;
			case STOPPED, STOPPING -> JobOutcome.CANCELLED;
			default -> JobOutcome.FAILED;
		};
	}

	static Job job(JobExecution execution) {
		return new Job(BatchJobs.NAME, Job.DEFAULT_QUEUE, execution.getJobInstance().getJobName(),
				String.valueOf(execution.getId()));
	}

	/**
	 * Spring Batch keeps times of the clock on the wall.
	 */
	static @Nullable Instant instant(@Nullable LocalDateTime time) {
		return (time != null) ? time.atZone(ZoneId.systemDefault()).toInstant() : null;
	}

}
