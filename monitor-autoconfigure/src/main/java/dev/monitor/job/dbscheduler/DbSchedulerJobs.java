package dev.monitor.job.dbscheduler;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTaskWithPersistentSchedule;
import dev.monitor.job.Job;
import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobKeys;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobType;
import org.jspecify.annotations.Nullable;

/**
 * {@link JobSystem} of db-scheduler: the executions of all schedulers, and the last ones
 * that failed for good. Thread-safe.
 */
public final class DbSchedulerJobs implements JobSystem {

	/**
	 * Name of the system.
	 */
	static final String NAME = "db-scheduler";

	private final List<ObservedExecutions> schedulers = new CopyOnWriteArrayList<>();

	private final Supplier<? extends Iterable<? extends Task<?>>> tasks;

	private final Supplier<JobRuns> runs;

	private final Clock clock;

	/**
	 * Create without a scheduler.
	 * @param tasks give the tasks that the application defines
	 * @param runs gives who is told of runs
	 * @param clock tells what is due
	 */
	public DbSchedulerJobs(Supplier<? extends Iterable<? extends Task<?>>> tasks, Supplier<JobRuns> runs, Clock clock) {
		this.tasks = tasks;
		this.runs = runs;
		this.clock = clock;
	}

	/**
	 * Observe a scheduler from now on, beside those who do so already.
	 * @param scheduler the scheduler, best before it starts
	 */
	public void observe(Scheduler scheduler) {
		FailedExecutions failed = new FailedExecutions();
		scheduler.registerSchedulerListener(new DbSchedulerRuns(this.runs, failed));
		synchronized (this.schedulers) {
			this.schedulers.add(new ObservedExecutions(scheduler, failed, this.schedulers.size(), this.clock));
		}
	}

	@Override
	public String name() {
		return NAME;
	}

	/**
	 * db-scheduler counts what is due together with what is not yet.
	 */
	@Override
	public JobSample sample() {
		Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
		Instant oldest = null;
		for (ObservedExecutions scheduler : this.schedulers) {
			Instant due = scheduler.count(counts);
			oldest = (oldest == null || (due != null && due.isBefore(oldest))) ? due : oldest;
		}
		List<JobCount> all = new ArrayList<>();
		for (JobState state : List.of(JobState.SCHEDULED, JobState.RUNNING, JobState.RETRYABLE)) {
			all.add(new JobCount(Job.DEFAULT_QUEUE, state, counts.getOrDefault(state, 0)));
		}
		return new JobSample(all, (oldest != null) ? Map.of(Job.DEFAULT_QUEUE, oldest) : Map.of());
	}

	@Override
	public List<JobType> types() {
		List<JobType> types = new ArrayList<>();
		for (Task<?> task : this.tasks.get()) {
			boolean recurring = task instanceof RecurringTask || task instanceof RecurringTaskWithPersistentSchedule;
			types.add(new JobType(task.getName(), recurring ? "recurring" : "", null));
		}
		return types;
	}

	/**
	 * List the executions of one scheduler after those of the other. What failed for good
	 * is listed only if it is asked for.
	 */
	@Override
	public JobPage page(JobQuery query) {
		String after = (query.after() != null) ? query.after() : JobKeys.join(0, "");
		List<String> place = JobKeys.split(after, 2);
		int index = JobKeys.index(place.get(0));
		if (index >= this.schedulers.size()) {
			return JobPage.EMPTY;
		}
		JobPage page = this.schedulers.get(index).page(query, place.get(1));
		if (page.next() != null) {
			return new JobPage(page.jobs(), JobKeys.join(index, page.next()));
		}
		return new JobPage(page.jobs(), (index + 1 < this.schedulers.size()) ? JobKeys.join(index + 1, "") : null);
	}

	@Override
	public @Nullable JobDetail job(String key, boolean showValues) {
		List<String> names = JobKeys.split(key, 3);
		ObservedExecutions scheduler = scheduler(names);
		return (scheduler != null) ? scheduler.detail(id(names), showValues) : null;
	}

	@Override
	public Set<JobAction> actions() {
		return Set.of(JobAction.RETRY, JobAction.DELETE);
	}

	/**
	 * Run an execution now, also one that waits for its time or failed for good, with all
	 * its attempts before it; or delete it.
	 */
	@Override
	public JobActionResult act(JobAction action, String key) {
		List<String> names = JobKeys.split(key, 3);
		ObservedExecutions scheduler = scheduler(names);
		if (scheduler == null) {
			return JobActionResult.GONE;
		}
		try {
			return switch (action) {
				case RETRY -> scheduler.retry(id(names));
				case DELETE -> scheduler.delete(id(names));
				default -> JobActionResult.UNSUPPORTED;
			};
		}
		catch (TaskInstanceNotFoundException ex) {
			return JobActionResult.GONE;
		}
		catch (TaskInstanceCurrentlyExecutingException ex) {
			return JobActionResult.BUSY;
		}
	}

	private @Nullable ObservedExecutions scheduler(List<String> names) {
		int index = JobKeys.index(names.get(0));
		return (index < this.schedulers.size()) ? this.schedulers.get(index) : null;
	}

	private static TaskInstanceId id(List<String> names) {
		return TaskInstanceId.of(names.get(1), names.get(2));
	}

}
