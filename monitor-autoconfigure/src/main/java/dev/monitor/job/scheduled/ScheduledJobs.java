package dev.monitor.job.scheduled;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.monitor.job.Job;
import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobKeys;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobTimes;
import dev.monitor.job.JobType;
import dev.monitor.task.DaemonThread;
import dev.monitor.task.DurationText;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.Task;
import org.springframework.scheduling.config.TaskExecutionOutcome;
import org.springframework.scheduling.config.TaskExecutionOutcome.Status;

/**
 * {@link JobSystem} of the tasks that Spring has scheduled. There is a job for each task,
 * in memory. Runs that nobody observes are told of when a sample is taken, the last of
 * each task, without its duration. Thread-safe.
 */
public final class ScheduledJobs implements JobSystem {

	private static final String NAME = "scheduled";

	/**
	 * What makes the name of a task that has none of its own differ with each start.
	 */
	private static final Pattern IDENTITY = Pattern.compile("(?:\\$\\$Lambda.*|@[0-9a-f]+$)");

	private static final String UNNAMED = "unnamed";

	private final Map<String, Instant> told = new ConcurrentHashMap<>();

	private final Set<String> running = ConcurrentHashMap.newKeySet();

	private final Supplier<? extends Iterable<ScheduledTaskHolder>> holders;

	private final ScheduledRuns observed;

	private final Supplier<JobRuns> runs;

	private final Consumer<Runnable> threads;

	/**
	 * Create the system.
	 * @param holders give the tasks
	 * @param observed knows of which types runs are told elsewhere
	 * @param runs gives who is told of the runs of all others
	 */
	public ScheduledJobs(Supplier<? extends Iterable<ScheduledTaskHolder>> holders, ScheduledRuns observed,
			Supplier<JobRuns> runs) {
		this(holders, observed, runs, (work) -> DaemonThread.of("monitor-job-run", work).start());
	}

	ScheduledJobs(Supplier<? extends Iterable<ScheduledTaskHolder>> holders, ScheduledRuns observed,
			Supplier<JobRuns> runs, Consumer<Runnable> threads) {
		this.holders = holders;
		this.observed = observed;
		this.runs = runs;
		this.threads = threads;
	}

	static Job job(String type) {
		return new Job(NAME, Job.DEFAULT_QUEUE, type, "");
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public JobSample sample() {
		Map<JobState, Long> counts = new EnumMap<>(Map.of(JobState.SCHEDULED, 0L, JobState.RUNNING, 0L));
		tasks().forEach((key, task) -> {
			counts.merge(state(task), 1L, Long::sum);
			tell(key, task.getTask());
		});
		List<JobCount> all = new ArrayList<>();
		counts.forEach((state, count) -> all.add(new JobCount(Job.DEFAULT_QUEUE, state, count)));
		return new JobSample(all, Map.of());
	}

	/**
	 * An outcome is known after whoever observes the run was told of it.
	 */
	private void tell(String key, Task task) {
		TaskExecutionOutcome outcome = task.getLastExecutionOutcome();
		Instant started = outcome.executionTime();
		boolean ended = outcome.status() == Status.SUCCESS || outcome.status() == Status.ERROR;
		String type = type(task);
		if (ended && started != null && !this.observed.hasObserved(type)
				&& !started.equals(this.told.put(key, started))) {
			this.runs.get()
				.ended(new JobRun(job(type), 1,
						(outcome.status() == Status.SUCCESS) ? JobOutcome.SUCCESS : JobOutcome.FAILED,
						outcome.throwable(), new JobTimes(null, started, Duration.ZERO)));
		}
	}

	@Override
	public List<JobType> types() {
		Map<String, JobType> types = new LinkedHashMap<>();
		tasks().values()
			.forEach((task) -> types.putIfAbsent(type(task.getTask()),
					new JobType(type(task.getTask()), schedule(task.getTask()), task.nextExecution())));
		return List.copyOf(types.values());
	}

	@Override
	public JobPage page(JobQuery query) {
		List<JobEntry> entries = new ArrayList<>();
		tasks().forEach((key, task) -> entries.add(entry(key, task)));
		int from = (query.after() != null) ? JobKeys.index(query.after()) : 0;
		List<JobEntry> rest = entries.stream()
			.filter(query::matches)
			.sorted(Comparator.comparing(JobEntry::due, Comparator.nullsLast(Comparator.naturalOrder())))
			.skip(from)
			.limit(JobQuery.PAGE + 1)
			.toList();
		return (rest.size() > JobQuery.PAGE)
				? new JobPage(rest.subList(0, JobQuery.PAGE), String.valueOf(from + JobQuery.PAGE))
				: new JobPage(rest, null);
	}

	@Override
	public @Nullable JobDetail job(String key, boolean showValues) {
		ScheduledTask task = tasks().get(key);
		if (task == null) {
			return null;
		}
		TaskExecutionOutcome outcome = task.getTask().getLastExecutionOutcome();
		Throwable error = outcome.throwable();
		return JobDetail.of(entry(key, task), error)
			.with("last run", outcome.executionTime())
			.with("next", task.nextExecution());
	}

	@Override
	public Set<JobAction> actions() {
		return Set.of(JobAction.RUN);
	}

	/**
	 * Run a task on a thread of its own, unless it runs. Its schedule goes on, and may
	 * run it beside that.
	 */
	@Override
	public JobActionResult act(JobAction action, String key) {
		ScheduledTask task = tasks().get(key);
		if (task == null) {
			return JobActionResult.GONE;
		}
		if (action != JobAction.RUN) {
			return JobActionResult.UNSUPPORTED;
		}
		if (state(task) == JobState.RUNNING || !this.running.add(key)) {
			return JobActionResult.BUSY;
		}
		boolean started = false;
		try {
			this.threads.accept(() -> run(key, task.getTask().getRunnable()));
			started = true;
		}
		finally {
			if (!started) {
				this.running.remove(key);
			}
		}
		return JobActionResult.OK;
	}

	private void run(String key, Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			// whoever observes the task has been told
		}
		finally {
			this.running.remove(key);
		}
	}

	private static JobEntry entry(String key, ScheduledTask task) {
		boolean failed = task.getTask().getLastExecutionOutcome().status() == Status.ERROR;
		return new JobEntry(key, job(type(task.getTask())), state(task), failed ? 1 : 0, task.nextExecution());
	}

	private static JobState state(ScheduledTask task) {
		return (task.getTask().getLastExecutionOutcome().status() == Status.STARTED) ? JobState.RUNNING
				: JobState.SCHEDULED;
	}

	/**
	 * Tasks by name; of those that have the same the second ends in {@code #2}.
	 */
	private Map<String, ScheduledTask> tasks() {
		Map<String, ScheduledTask> tasks = new LinkedHashMap<>();
		for (ScheduledTaskHolder holder : this.holders.get()) {
			for (ScheduledTask task : holder.getScheduledTasks()) {
				String type = type(task.getTask());
				String key = type;
				for (int i = 2; tasks.putIfAbsent(key, task) != null; i++) {
					key = type + '#' + i;
				}
			}
		}
		return tasks;
	}

	/**
	 * A task that cannot say its name must not take the others with it.
	 */
	private static String type(Task task) {
		String name;
		try {
			name = String.valueOf(task.toString());
		}
		catch (Throwable ex) {
			name = UNNAMED;
		}
		return IDENTITY.matcher(name).replaceFirst("");
	}

	private static String schedule(Task task) {
		if (task instanceof CronTask cron) {
			return cron.getExpression();
		}
		return (task instanceof IntervalTask interval) ? "every " + DurationText.of(interval.getIntervalDuration())
				: "trigger";
	}

}
