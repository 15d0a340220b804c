package dev.monitor.check;

import java.time.Duration;

/**
 * When a {@link Check} asks, and how many results change its state.
 *
 * @param interval time between the end of one attempt and the next while the check is up
 * @param downInterval the same after a failure and while the check is down
 * @param timeout time one attempt may take, at most the interval
 * @param failureThreshold consecutive failures that take it down
 * @param successThreshold consecutive successes that bring it up again
 */
public record CheckSchedule(Duration interval, Duration downInterval, Duration timeout, int failureThreshold,
		int successThreshold) {

	/**
	 * Longest time each of the durations may have.
	 */
	public static final Duration LONGEST = Duration.ofDays(1);

	/**
	 * Every 10 seconds, 5 after a failure, for 2 seconds at most; 3 failures take it down
	 * and 1 success brings it up.
	 */
	public static final CheckSchedule DEFAULT = new CheckSchedule(Duration.ofSeconds(10), Duration.ofSeconds(5),
			Duration.ofSeconds(2), 3, 1);

	/**
	 * Create the schedule.
	 * @param interval more than 0, at most {@link #LONGEST}
	 * @param downInterval more than 0, at most {@link #LONGEST}
	 * @param timeout more than 0, at most the interval
	 * @param failureThreshold at least 1
	 * @param successThreshold at least 1
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public CheckSchedule {
		requireInRange("interval", interval);
		requireInRange("downInterval", downInterval);
		requireInRange("timeout", timeout);
		if (timeout.compareTo(interval) > 0) {
			throw new IllegalArgumentException("timeout is longer than the interval");
		}
		if (failureThreshold < 1 || successThreshold < 1) {
			throw new IllegalArgumentException("thresholds must be at least 1");
		}
	}

	/**
	 * Return the age at which a result is stale: three of the longer interval and one
	 * timeout.
	 * @return the greatest age of a result that still counts
	 */
	public Duration maxAge() {
		Duration longer = (this.interval.compareTo(this.downInterval) > 0) ? this.interval : this.downInterval;
		return longer.multipliedBy(3).plus(this.timeout);
	}

	/**
	 * Return the time until the next check, without jitter.
	 * @param state the state that the last result left
	 * @return the time from the end of the last check
	 */
	Duration delayAfter(CheckState state) {
		boolean well = state.isUp() && state.consecutiveFailures() == 0;
		return well ? this.interval : this.downInterval;
	}

	private static void requireInRange(String name, Duration value) {
		if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(name + " must be longer than 0 and at most a day");
		}
	}

}
