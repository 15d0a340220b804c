package dev.monitor.job.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.monitor.failure.FailureReason;
import dev.monitor.job.Job;
import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobKeys;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobType;
import dev.monitor.job.MaskedArguments;
import dev.monitor.task.DaemonThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.EmptyResultDataAccessException;

/**
 * {@link JobSystem} of Spring Batch: of the jobs that are beans, the executions that run,
 * and the last of each if it failed. Thread-safe.
 */
public final class BatchJobs implements JobSystem {

	/**
	 * Name of the system.
	 */
	static final String NAME = "batch";

	private static final Logger logger = LoggerFactory.getLogger(BatchJobs.class);

	/**
	 * How long an execution of another instance may be silent.
	 */
	private static final Duration SILENCE = Duration.ofHours(1);

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	private final Supplier<JobRepository> repository;

	private final Supplier<JobOperator> operator;

	private final BatchRuns runs;

	private final Clock clock;

	/**
	 * Create without a job.
	 * @param repository gives the executions
	 * @param operator gives what restarts and stops them
	 * @param runs gives who is told of runs
	 * @param clock tells how long runs take, and which are silent
	 */
	public BatchJobs(Supplier<JobRepository> repository, Supplier<JobOperator> operator, Supplier<JobRuns> runs,
			Clock clock) {
		this.repository = repository;
		this.operator = operator;
		this.runs = new BatchRuns(runs, clock);
		this.clock = clock;
	}

	/**
	 * Observe a job from now on, beside its other listeners.
	 * @param job the job
	 */
	public void observe(AbstractJob job) {
		job.registerJobExecutionListener(this.runs);
		this.names.add(job.getName());
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public JobSample sample() {
		int running = this.names.stream().mapToInt((name) -> running(name).size()).sum();
		return new JobSample(List.of(new JobCount(Job.DEFAULT_QUEUE, JobState.RUNNING, running)), Map.of());
	}

	@Override
	public List<JobType> types() {
		return this.names.stream().map(JobType::of).toList();
	}

	@Override
	public JobPage page(JobQuery query) {
		int from = (query.after() != null) ? JobKeys.index(query.after()) : 0;
		List<JobEntry> rest = this.names.stream()
			.filter((name) -> query.type() == null || query.type().equals(name))
			.flatMap((name) -> Stream.concat(running(name).stream(), failed(name).stream()))
			.map(BatchJobs::entry)
			.filter(query::matches)
			.sorted(Comparator.comparing(JobEntry::due, Comparator.nullsLast(Comparator.naturalOrder()))
				.thenComparing(JobEntry::key))
			.skip(from)
			.limit(JobQuery.PAGE + 1L)
			.toList();
		return (rest.size() > JobQuery.PAGE)
				? new JobPage(rest.subList(0, JobQuery.PAGE), String.valueOf(from + JobQuery.PAGE))
				: new JobPage(rest, null);
	}

	/**
	 * The repository of 6.0 throws where there is none.
	 */
	private @Nullable JobExecution find(String key) {
		try {
			return this.repository.get().getJobExecution(Long.parseLong(key));
		}
		catch (EmptyResultDataAccessException ex) {
			return null;
		}
	}

	private Set<JobExecution> running(String name) {
		return this.repository.get().findRunningJobExecutions(name);
	}

	private List<JobExecution> failed(String name) {
		JobInstance last = this.repository.get().getLastJobInstance(name);
		JobExecution execution = (last != null) ? this.repository.get().getLastJobExecution(last) : null;
		return (execution != null && execution.getStatus().isUnsuccessful()) ? List.of(execution) : List.of();
	}

	@Override
	public @Nullable JobDetail job(String key, boolean showValues) {
		JobExecution execution = find(key);
		if (execution == null) {
			return null;
		}
		Map<String, Object> parameters = new LinkedHashMap<>();
		execution.getJobParameters()
			.forEach((parameter) -> parameters.put(parameter.name(), String.valueOf(parameter.value())));
		return new JobDetail(entry(execution), Map.of(), error(execution),
				showValues ? MaskedArguments.of(parameters) : "")
			.with("created", BatchRuns.instant(execution.getCreateTime()))
			.with("started", BatchRuns.instant(execution.getStartTime()))
			.with("last updated", updated(execution))
			.with("ended", BatchRuns.instant(execution.getEndTime()));
	}

	/**
	 * An instance that died leaves its executions running for ever.
	 */
	private String error(JobExecution execution) {
		Instant updated = updated(execution);
		if (execution.isRunning() && !this.runs.isRunning(execution.getId()) && updated != null
				&& updated.isBefore(this.clock.instant().minus(SILENCE))) {
			return "Not updated for more than an hour: its instance may be gone";
		}
		String description = execution.getExitStatus().getExitDescription();
		return description.isEmpty() ? "" : FailureReason.clean(description.lines().findFirst().orElse(""));
	}

	private static @Nullable Instant updated(JobExecution execution) {
		List<Instant> updates = new ArrayList<>();
		Stream
			.concat(Stream.of(execution.getLastUpdated()),
					execution.getStepExecutions().stream().map(StepExecution::getLastUpdated))
			.map(BatchRuns::instant)
			.filter((time) -> time != null)
			.forEach(updates::add);
		return updates.stream().max(Comparator.naturalOrder()).orElse(null);
	}

	@Override
	public Set<JobAction> actions() {
		return Set.of(JobAction.RETRY, JobAction.STOP);
	}

	/**
	 * Restart an execution that failed, on a thread of its own, since who restarts may be
	 * the one who runs it; or ask one that runs to stop.
	 */
	@Override
	public JobActionResult act(JobAction action, String key) {
		JobExecution execution = find(key);
		if (execution == null) {
			return JobActionResult.GONE;
		}
		if (action == JobAction.STOP) {
			return stop(execution);
		}
		if (action != JobAction.RETRY || !execution.getStatus().isUnsuccessful()) {
			return execution.isRunning() ? JobActionResult.BUSY : JobActionResult.UNSUPPORTED;
		}
		DaemonThread.of("monitor-job-retry", () -> restart(execution)).start();
		return JobActionResult.OK;
	}

	private JobActionResult stop(JobExecution execution) {
		try {
			return this.operator.get().stop(execution) ? JobActionResult.OK : JobActionResult.BUSY;
		}
		catch (JobExecutionNotRunningException ex) {
			return JobActionResult.UNSUPPORTED;
		}
	}

	private void restart(JobExecution execution) {
		try {
			this.operator.get().restart(execution);
		}
		catch (Throwable ex) {
			logger.warn("Job '{}' could not be restarted: {}", execution.getJobInstance().getJobName(),
					FailureReason.of(ex));
		}
	}

	private static JobEntry entry(JobExecution execution) {
		return new JobEntry(String.valueOf(execution.getId()), BatchRuns.job(execution),
				execution.isRunning() ? JobState.RUNNING : JobState.FAILED,
				execution.getStatus().isUnsuccessful() ? 1 : 0, BatchRuns.instant(execution.getCreateTime()));
	}

}
