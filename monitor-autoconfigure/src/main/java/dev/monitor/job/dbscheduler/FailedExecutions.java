package dev.monitor.job.dbscheduler;

import java.lang.ref.SoftReference;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import dev.monitor.failure.Causes;
import dev.monitor.failure.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * The last executions that failed for good, which db-scheduler forgets. Their data is
 * kept as long as memory allows. Thread-safe.
 */
final class FailedExecutions {

	private static final int MOST = 100;

	private final Deque<Failed> failed = new ArrayDeque<>();

	synchronized void add(Execution execution, @Nullable Throwable error, Instant at) {
		remove(execution);
		if (this.failed.size() == MOST) {
			this.failed.removeFirst();
		}
		this.failed.addLast(new Failed(TaskInstanceId.of(execution.getTaskName(), execution.getId()),
				execution.consecutiveFailures + 1, at, (error != null) ? FailureReason.of(Causes.unwrapped(error)) : "",
				new SoftReference<>(execution.taskInstance)));
	}

	synchronized void remove(TaskInstanceId id) {
		this.failed.removeIf((failure) -> failure.is(id));
	}

	synchronized @Nullable Failed get(TaskInstanceId id) {
		return this.failed.stream().filter((failure) -> failure.is(id)).findFirst().orElse(null);
	}

	synchronized List<Failed> all() {
		return List.copyOf(this.failed);
	}

	/**
	 * An execution that failed for good.
	 *
	 * @param id which
	 * @param attempts how often it was tried
	 * @param at when it failed
	 * @param reason why the last time, in one line
	 * @param instance the task with its data, while memory allows
	 */
	record Failed(TaskInstanceId id, int attempts, Instant at, String reason, SoftReference<TaskInstance<?>> instance) {

		private boolean is(TaskInstanceId other) {
			return this.id.getTaskName().equals(other.getTaskName()) && this.id.getId().equals(other.getId());
		}

	}

}
