package dev.monitor.database.autoconfigure;

import java.time.Duration;

import dev.monitor.property.PropertyRange;

/**
 * What the properties of databases come to.
 *
 * @param interval time from one sample to the next, from 1 second to 1 hour
 * @param timeout time that each statement of a sample may take, from 1 second to 1 minute
 */
record DatabaseSettings(Duration interval, Duration timeout) {

	private static final String REMEDY = "Set it to a duration in that range, such as 10s.";

	static DatabaseSettings of(DatabaseProperties.Sampling properties) {
		return new DatabaseSettings(
				PropertyRange.SECOND_TO_HOUR.require("monitor.database.sampling.interval", properties.getInterval(),
						REMEDY),
				PropertyRange.SECOND_TO_MINUTE.require("monitor.database.sampling.timeout", properties.getTimeout(),
						REMEDY));
	}

}
