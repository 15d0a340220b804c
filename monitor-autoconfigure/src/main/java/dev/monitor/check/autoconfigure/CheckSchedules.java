package dev.monitor.check.autoconfigure;

import java.time.Duration;

import dev.monitor.check.CheckSchedule;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.task.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link CheckSchedule schedules} of properties: one's own, the defaults, the
 * built-in values.
 */
public final class CheckSchedules {

	private final CheckProperties defaults;

	private final CheckSchedule builtIn;

	private final CheckSchedule defaultSchedule;

	/**
	 * Create for some defaults.
	 * @param prefix prefix of the properties that hold the defaults
	 * @param defaults the defaults
	 * @param failureThreshold failures that take down, {@code null}: as built in
	 * @param successThreshold successes that bring up, {@code null}: as built in
	 * @param builtIn what counts where nothing is set
	 */
	public CheckSchedules(String prefix, CheckProperties defaults, @Nullable Integer failureThreshold,
			@Nullable Integer successThreshold, CheckSchedule builtIn) {
		this.defaults = defaults;
		this.builtIn = builtIn;
		this.defaultSchedule = create(prefix, defaults, failureThreshold, successThreshold, builtIn);
	}

	/**
	 * Return the schedule of a check that has no properties of its own.
	 * @return the schedule
	 */
	public CheckSchedule defaultSchedule() {
		return this.defaultSchedule;
	}

	/**
	 * Make the schedule of one check.
	 * @param prefix prefix of its own properties
	 * @param own these properties
	 * @param failureThreshold its own threshold, {@code null}: that of the defaults
	 * @param successThreshold its own threshold, {@code null}: that of the defaults
	 * @return the schedule
	 */
	public CheckSchedule create(String prefix, CheckProperties own, @Nullable Integer failureThreshold,
			@Nullable Integer successThreshold) {
		return create(prefix, own, failureThreshold, successThreshold, this.defaultSchedule);
	}

	private CheckSchedule create(String prefix, CheckProperties own, @Nullable Integer failureThreshold,
			@Nullable Integer successThreshold, CheckSchedule common) {
		Duration interval = inRange(prefix + ".interval", first(own.getInterval(), common.interval()));
		Duration downInterval = inRange(prefix + ".down-interval", first(own.getDownInterval(),
				first(this.defaults.getDownInterval(), shorter(this.builtIn.downInterval(), interval))));
		Duration timeout = inRange(prefix + ".timeout",
				first(own.getTimeout(), first(this.defaults.getTimeout(), shorter(this.builtIn.timeout(), interval))));
		if (timeout.compareTo(interval) > 0) {
			throw new InvalidPropertyException(prefix + ".timeout", timeout,
					"is longer than the interval of " + DurationText.of(interval),
					"Set " + prefix + ".timeout to at most " + prefix + ".interval.");
		}
		return new CheckSchedule(interval, downInterval, timeout,
				positive(prefix + ".failure-threshold", first(failureThreshold, common.failureThreshold())),
				positive(prefix + ".success-threshold", first(successThreshold, common.successThreshold())));
	}

	private static Duration inRange(String property, Duration value) {
		boolean tooLong = value.compareTo(CheckSchedule.LONGEST) > 0;
		if (value.isNegative() || value.isZero() || tooLong) {
			throw new InvalidPropertyException(property, value,
					tooLong ? "is longer than " + DurationText.of(CheckSchedule.LONGEST) : "is not longer than 0s",
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

	private static <T> T first(@Nullable T own, T common) {
		return (own != null) ? own : common;
	}

}
