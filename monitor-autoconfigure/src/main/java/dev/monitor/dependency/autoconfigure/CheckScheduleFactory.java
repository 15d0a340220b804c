package dev.monitor.dependency.autoconfigure;

import java.time.Duration;

import dev.monitor.check.CheckSchedule;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link CheckSchedule schedules} of properties: one's own, the defaults, the
 * built-in values.
 */
final class CheckScheduleFactory {

	private final Values defaults;

	private final CheckSchedule defaultSchedule;

	/**
	 * Create a factory.
	 * @param prefix prefix of the properties that hold the defaults
	 * @param defaults the defaults
	 */
	CheckScheduleFactory(String prefix, Values defaults) {
		this.defaults = defaults;
		this.defaultSchedule = create(prefix, new Values(null, null, null, null, null));
	}

	CheckSchedule defaultSchedule() {
		return this.defaultSchedule;
	}

	CheckSchedule create(String prefix, Values own) {
		CheckSchedule builtIn = CheckSchedule.DEFAULT;
		Duration interval = inRange(prefix + ".interval",
				first(own.interval(), this.defaults.interval(), builtIn.interval()));
		Duration downInterval = inRange(prefix + ".down-interval",
				first(own.downInterval(), this.defaults.downInterval(), shorter(builtIn.downInterval(), interval)));
		Duration timeout = inRange(prefix + ".timeout",
				first(own.timeout(), this.defaults.timeout(), shorter(builtIn.timeout(), interval)));
		if (timeout.compareTo(interval) > 0) {
			throw new InvalidPropertyException(prefix + ".timeout", timeout,
					"is longer than the interval of " + interval,
					"Set " + prefix + ".timeout to at most " + prefix + ".interval.");
		}
		return new CheckSchedule(interval, downInterval, timeout,
				positive(prefix + ".failure-threshold",
						first(own.failureThreshold(), this.defaults.failureThreshold(), builtIn.failureThreshold())),
				positive(prefix + ".success-threshold",
						first(own.successThreshold(), this.defaults.successThreshold(), builtIn.successThreshold())));
	}

	private static Duration inRange(String property, Duration value) {
		if (value.isNegative() || value.isZero() || value.compareTo(CheckSchedule.LONGEST) > 0) {
			throw new InvalidPropertyException(property, value, "is not between 0 and a day",
					"Set " + property + " to a time such as 10s.");
		}
		return value;
	}

	private static int positive(String property, int value) {
		if (value < 1) {
			throw new InvalidPropertyException(property, value, "is less than 1", "Set " + property + " to 1 or more.");
		}
		return value;
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private static <T> T first(@Nullable T own, @Nullable T common, T builtIn) {
		return (own != null) ? own : (common != null) ? common : builtIn;
	}

	/**
	 * What the properties say of a schedule.
	 *
	 * @param interval see {@link CheckSchedule}, as all others
	 * @param downInterval may be {@code null}, as all others
	 * @param timeout the time of one check
	 * @param failureThreshold failures that take down
	 * @param successThreshold successes that bring up
	 */
	record Values(@Nullable Duration interval, @Nullable Duration downInterval, @Nullable Duration timeout,
			@Nullable Integer failureThreshold, @Nullable Integer successThreshold) {

	}

}
