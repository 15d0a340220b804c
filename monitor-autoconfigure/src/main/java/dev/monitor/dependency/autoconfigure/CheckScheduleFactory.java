package dev.monitor.dependency.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.monitor.dependency.CheckSchedule;
import dev.monitor.dependency.autoconfigure.DependencyProperties.Defaults;
import dev.monitor.property.InvalidPropertyException;

/**
 * Makes {@link CheckSchedule schedules} of properties: a dependency's own, the defaults,
 * the built-in values.
 */
final class CheckScheduleFactory {

	private final Defaults defaults;

	private final CheckSchedule defaultSchedule;

	CheckScheduleFactory(Defaults defaults) {
		this.defaults = defaults;
		this.defaultSchedule = create("monitor.dependency-defaults", new DependencyProperties.Dependency());
	}

	CheckSchedule defaultSchedule() {
		return this.defaultSchedule;
	}

	CheckSchedule create(String prefix, DependencyProperties.Dependency own) {
		Duration interval = inRange(prefix + ".interval", or(own.getInterval(), this.defaults.getInterval()));
		Duration downInterval = inRange(prefix + ".down-interval", or(own.getDownInterval(),
				or(this.defaults.getDownInterval(), shorter(CheckSchedule.DEFAULT.downInterval(), interval))));
		Duration timeout = inRange(prefix + ".timeout", or(own.getTimeout(),
				or(this.defaults.getTimeout(), shorter(CheckSchedule.DEFAULT.timeout(), interval))));
		if (timeout.compareTo(interval) > 0) {
			throw new InvalidPropertyException(prefix + ".timeout", timeout,
					"is longer than the interval of " + interval,
					"Set " + prefix + ".timeout to at most " + prefix + ".interval.");
		}
		return new CheckSchedule(interval, downInterval, timeout,
				positive(prefix + ".failure-threshold",
						or(own.getFailureThreshold(), this.defaults.getFailureThreshold())),
				positive(prefix + ".success-threshold",
						or(own.getSuccessThreshold(), this.defaults.getSuccessThreshold())));
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

	private static <T> T or(@Nullable T value, T fallback) {
		return (value != null) ? value : fallback;
	}

}
