package dev.monitor.job.dbscheduler;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.ExecutionTimeAndId;
import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.TaskSummary;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobKeys;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobState;
import dev.monitor.job.MaskedArguments;
import org.jspecify.annotations.Nullable;

/**
 * The executions of a scheduler.
 *
 * @param scheduler the scheduler
 * @param failed those that failed for good
 * @param index tells it from the application's other schedulers
 * @param clock tells what is due
 */
record ObservedExecutions(Scheduler scheduler, FailedExecutions failed, int index, Clock clock) {

	/**
	 * How many executions to look at for a page of those that a query asks for.
	 */
	private static final int MOST_READ = 1000;

	/**
	 * Count executions.
	 * @param counts the counts by state, which are added to
	 * @return when the oldest was due that is due and does not run
	 */
	@Nullable Instant count(Map<JobState, Integer> counts) {
		for (TaskSummary task : this.scheduler.getScheduledExecutionsSummaryByTask()) {
			counts.merge(JobState.RUNNING, task.runningCount(), Integer::sum);
			counts.merge(JobState.RETRYABLE, task.failingCount(), Integer::sum);
			counts.merge(JobState.SCHEDULED, task.scheduledCount(), Integer::sum);
		}
		return this.scheduler.getScheduledExecutions(ScheduledExecutionsFilter.all().withPicked(false).limit(1))
			.stream()
			.map(ScheduledExecution::getExecutionTime)
			.filter((due) -> due.isBefore(this.clock.instant()))
			.findFirst()
			.orElse(null);
	}

	JobPage page(JobQuery query, String after) {
		if (query.state() == JobState.FAILED) {
			return new JobPage(this.failed.all().stream().map(this::entry).filter(query::matches).toList(), null);
		}
		Instant now = this.clock.instant();
		ExecutionTimeAndId place = after.isEmpty() ? start(query, now) : ExecutionTimeAndId.fromEncodedString(after);
		List<JobEntry> page = new ArrayList<>();
		int read = 0;
		while (read < MOST_READ) {
			List<ScheduledExecution<Object>> executions = read(query, place);
			for (ScheduledExecution<Object> execution : executions) {
				if (page.size() == JobQuery.PAGE) {
					return new JobPage(page, encoded(place));
				}
				JobEntry entry = entry(execution, now);
				if (query.matches(entry)) {
					page.add(entry);
				}
				place = ExecutionTimeAndId.from(execution);
			}
			read += executions.size();
			boolean passed = query.state() == JobState.AVAILABLE && place != null && place.executionTime().isAfter(now);
			if (executions.size() <= JobQuery.PAGE || passed) {
				return new JobPage(page, null);
			}
		}
		return new JobPage(page, encoded(place));
	}

	/**
	 * What is not due yet begins now.
	 */
	private static @Nullable ExecutionTimeAndId start(JobQuery query, Instant now) {
		return (query.state() == JobState.SCHEDULED) ? new ExecutionTimeAndId(now, "") : null;
	}

	private static @Nullable String encoded(@Nullable ExecutionTimeAndId place) {
		return (place != null) ? place.toEncodedString() : null;
	}

	private List<ScheduledExecution<Object>> read(JobQuery query, @Nullable ExecutionTimeAndId after) {
		ScheduledExecutionsFilter filter = ScheduledExecutionsFilter.all().limit(JobQuery.PAGE + 1);
		if (query.state() != null) {
			filter.withPicked(query.state() == JobState.RUNNING);
		}
		if (after != null) {
			filter.after(after);
		}
		return (query.type() != null) ? this.scheduler.getScheduledExecutionsForTask(query.type(), Object.class, filter)
				: this.scheduler.getScheduledExecutions(filter);
	}

	@Nullable JobDetail detail(TaskInstanceId id, boolean showValues) {
		Optional<ScheduledExecution<Object>> execution = this.scheduler.getScheduledExecution(id);
		if (execution.isPresent()) {
			ScheduledExecution<Object> found = execution.get();
			return JobDetail.of(entry(found, this.clock.instant()), null)
				.with("due", found.getExecutionTime())
				.with("last success", found.getLastSuccess())
				.with("last failure", found.getLastFailure())
				.with(showValues ? text(found.getData()) : "");
		}
		FailedExecutions.Failed gone = this.failed.get(id);
		if (gone == null) {
			return null;
		}
		TaskInstance<?> instance = showValues ? gone.instance().get() : null;
		return new JobDetail(entry(gone), Map.of("failed", gone.at()), gone.reason(),
				(instance != null) ? text(instance.getData()) : "");
	}

	private static String text(@Nullable Object data) {
		if (data == null) {
			return "";
		}
		return (data instanceof byte[] bytes) ? bytes.length + " bytes" : MaskedArguments.ofText(data.toString());
	}

	JobActionResult retry(TaskInstanceId id) {
		FailedExecutions.Failed gone = this.failed.get(id);
		if (gone == null || this.scheduler.getScheduledExecution(id).isPresent()) {
			return this.scheduler.reschedule(id, this.clock.instant()) ? JobActionResult.OK : JobActionResult.BUSY;
		}
		TaskInstance<?> instance = gone.instance().get();
		if (instance == null) {
			return JobActionResult.GONE;
		}
		boolean scheduled = this.scheduler.scheduleIfNotExists(instance, this.clock.instant());
		if (scheduled) {
			this.failed.remove(id);
		}
		return scheduled ? JobActionResult.OK : JobActionResult.BUSY;
	}

	JobActionResult delete(TaskInstanceId id) {
		if (this.failed.get(id) != null && this.scheduler.getScheduledExecution(id).isEmpty()) {
			this.failed.remove(id);
		}
		else {
			this.scheduler.cancel(id);
		}
		return JobActionResult.OK;
	}

	private JobEntry entry(FailedExecutions.Failed failure) {
		return new JobEntry(key(failure.id()), DbSchedulerRuns.job(failure.id()), JobState.FAILED, failure.attempts(),
				failure.at());
	}

	private JobEntry entry(ScheduledExecution<Object> execution, Instant now) {
		JobState state = execution.getExecutionTime().isAfter(now) ? JobState.SCHEDULED : JobState.AVAILABLE;
		if (execution.isPicked()) {
			state = JobState.RUNNING;
		}
		else if (execution.getConsecutiveFailures() > 0) {
			state = JobState.RETRYABLE;
		}
		return new JobEntry(key(execution.getTaskInstance()), DbSchedulerRuns.job(execution.getTaskInstance()), state,
				execution.getConsecutiveFailures(), execution.getExecutionTime());
	}

	private String key(TaskInstanceId id) {
		return JobKeys.join(this.index, id.getTaskName(), id.getId());
	}

}
