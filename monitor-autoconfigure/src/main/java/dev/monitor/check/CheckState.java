package dev.monitor.check;

import java.time.Duration;
import java.time.Instant;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the results so far make of a check. Immutable: a result leads to the next state,
 * and a reader's time decides whether the last result still counts.
 * <p>
 * The first result decides at once, as there is no state yet that a threshold could
 * protect. After that only consecutive results count.
 *
 * @param status the status
 * @param since when it took the status
 * @param lastResult the last result, {@code null} before the first
 * @param consecutiveFailures failures since the last success
 * @param consecutiveSuccesses successes since the last failure
 * @param reason why it is not up, or why its last check failed; {@code null} if neither
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record CheckState(Status status, Instant since, @Nullable CheckResult lastResult, int consecutiveFailures,
		int consecutiveSuccesses, @Nullable String reason) {

	/**
	 * Return the state before the first result.
	 * @param since when checks began
	 * @return the state, which is not up
	 */
	static CheckState unknown(Instant since) {
		return new CheckState(Status.UNKNOWN, since, null, 0, 0, "not checked yet");
	}

	/**
	 * Tell whether the status is UP; an unknown one is not.
	 * @return whether it is up
	 */
	public boolean isUp() {
		return this.status == Status.UP;
	}

	/**
	 * Return the state after one more result.
	 * @param result the result, later than the last
	 * @param schedule the thresholds and the age that count
	 * @return the next state
	 */
	CheckState next(CheckResult result, CheckSchedule schedule) {
		CheckState current = asOf(result.nanoTime(), schedule.maxAge());
		return result.isSuccess() ? current.succeeded(result, schedule) : current.failed(result, schedule);
	}

	/**
	 * Return the state as a reader has to see it at a time: without a fresh result
	 * nothing is up, whatever keeps the next result from coming.
	 * @param nanoTime the reader's time on the steady clock
	 * @param maxAge the greatest age of a result that counts
	 * @return this state, or a down one if the last result is too old
	 */
	CheckState asOf(long nanoTime, Duration maxAge) {
		CheckResult last = this.lastResult;
		if (this.status != Status.UP || last == null || nanoTime - last.nanoTime() <= maxAge.toNanos()) {
			return this;
		}
		return new CheckState(Status.DOWN, last.time().plus(maxAge), last, this.consecutiveFailures, 0,
				"stale, no result since " + last.time());
	}

	private CheckState succeeded(CheckResult result, CheckSchedule schedule) {
		int successes = this.consecutiveSuccesses + 1;
		if (isUp()) {
			return new CheckState(Status.UP, this.since, result, 0, successes, null);
		}
		if (this.status == Status.UNKNOWN || successes >= schedule.successThreshold()) {
			return new CheckState(Status.UP, result.time(), result, 0, successes, null);
		}
		return new CheckState(Status.DOWN, this.since, result, 0, successes, this.reason);
	}

	private CheckState failed(CheckResult result, CheckSchedule schedule) {
		int failures = this.consecutiveFailures + 1;
		if (this.status == Status.DOWN) {
			return new CheckState(Status.DOWN, this.since, result, failures, 0, result.reason());
		}
		if (this.status == Status.UNKNOWN || failures >= schedule.failureThreshold()) {
			return new CheckState(Status.DOWN, result.time(), result, failures, 0, result.reason());
		}
		return new CheckState(Status.UP, this.since, result, failures, 0, result.reason());
	}

	/**
	 * Status of a check.
	 */
	public enum Status {

		/**
		 * No result yet.
		 */
		UNKNOWN,

		/**
		 * It answers.
		 */
		UP,

		/**
		 * It does not answer as it should, or there was no result for too long.
		 */
		DOWN

	}

}
