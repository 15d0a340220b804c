package dev.monitor.database.autoconfigure;

import java.time.Duration;

import dev.monitor.property.InvalidPropertyException;

/**
 * What the properties of databases come to.
 *
 * @param interval time from one sample to the next, from 1 second to 1 hour
 * @param timeout time that each statement of a sample may take, from 1 second to 1 minute
 */
record DatabaseSettings(Duration interval, Duration timeout) {

	private static final Duration SECOND = Duration.ofSeconds(1);

	static DatabaseSettings of(DatabaseProperties.Sampling properties) {
		return new DatabaseSettings(
				between(SECOND, Duration.ofHours(1), "monitor.database.sampling.interval", "1s and 1h",
						properties.getInterval()),
				between(SECOND, Duration.ofMinutes(1), "monitor.database.sampling.timeout", "1s and 1m",
						properties.getTimeout()));
	}

	private static Duration between(Duration least, Duration most, String property, String range, Duration value) {
		if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
			throw new InvalidPropertyException(property, value, "is not between " + range,
					"Set it to a duration in that range, such as 10s.");
		}
		return value;
	}

}
