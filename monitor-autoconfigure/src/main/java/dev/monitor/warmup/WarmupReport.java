package dev.monitor.warmup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.jspecify.annotations.Nullable;

/**
 * How warmup stands at one moment.
 *
 * @param state what it is doing
 * @param since when it took that state
 * @param turned when it last began or ceased to keep traffic out
 * @param attempt number of the current or last run, 0 before the first
 * @param tasks the tasks in their order
 */
public record WarmupReport(State state, Instant since, Instant turned, int attempt, List<Task> tasks) {

	/**
	 * Return the status: {@code done} and {@code in_progress}, each 0 or 1, how many
	 * {@code tasks} there are, and how many of them have {@code succeeded}, then the
	 * tasks. A warmup that has failed is not done.
	 */
	StatusSection section() {
		boolean done = this.state == State.SUCCEEDED || (this.state == State.IDLE && this.tasks.isEmpty());
		boolean inProgress = this.state == State.RUNNING || this.state == State.PAUSING;
		return StatusSection.EMPTY.with("done", done ? 1 : 0)
			.with("in_progress", inProgress ? 1 : 0)
			.with("tasks", this.tasks.size())
			.with("succeeded", this.tasks.stream().filter((task) -> task.outcome() == WarmupOutcome.SUCCESS).count())
			.with(this.tasks.stream().map(Task::row).toList());
	}

	/**
	 * One task.
	 *
	 * @param name its name
	 * @param required whether traffic waits for it
	 * @param outcome how its last run ended, or that it has not
	 * @param done steps done in its last run
	 * @param total steps to do, 0 if not known
	 * @param elapsed how long its last run took or has taken so far
	 * @param error why it failed, {@code null} if it did not
	 */
	public record Task(String name, boolean required, WarmupOutcome outcome, int done, int total, Duration elapsed,
			@Nullable String error) {

		StatusRow row() {
			return StatusRow.of(this.name)
				.with("required", this.required ? 1 : 0)
				.with("elapsed_millis", this.elapsed.toMillis())
				.with("outcome", this.outcome.name().toLowerCase(Locale.ROOT))
				.with("error", Objects.requireNonNullElse(this.error, ""));
		}

	}

	/**
	 * What warmup is doing.
	 */
	public enum State {

		/**
		 * It waits for the application to be ready.
		 */
		WAITING(false),

		/**
		 * Tasks run.
		 */
		RUNNING(false),

		/**
		 * A run has failed and the next one will follow.
		 */
		PAUSING(false),

		/**
		 * All required tasks have succeeded.
		 */
		SUCCEEDED(true),

		/**
		 * It has failed, and traffic is let in all the same.
		 */
		FAILED_OPEN(true),

		/**
		 * It has failed, and traffic is kept out.
		 */
		FAILED_CLOSED(false),

		/**
		 * There is nothing to do.
		 */
		IDLE(true);

		private final boolean open;

		State(boolean open) {
			this.open = open;
		}

		boolean isOpen() {
			return this.open;
		}

	}

}
