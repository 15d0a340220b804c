package dev.monitor.job.autoconfigure;

import java.time.Duration;

import dev.monitor.property.InvalidPropertyException;
import dev.monitor.property.PropertyRange;

/**
 * What the properties of jobs come to.
 *
 * @param interval time from one sample to the next, from 1 second to 1 hour
 * @param timeout time that a sample may take, from 1 second to 1 minute
 * @param maxAttempts attempt at an event publication from which on a failure is final, at
 * least 1
 */
record JobSettings(Duration interval, Duration timeout, int maxAttempts) {

	private static final String REMEDY = "Set it to a duration in that range, such as 10s.";

	static JobSettings of(JobProperties properties) {
		int maxAttempts = properties.getModulith().getMaxAttempts();
		if (maxAttempts < 1) {
			throw new InvalidPropertyException("monitor.jobs.modulith.max-attempts", maxAttempts, "is not positive",
					"Set it to 1 or more, such as 10.");
		}
		return new JobSettings(
				PropertyRange.SECOND_TO_HOUR.require("monitor.jobs.sampling.interval",
						properties.getSampling().getInterval(), REMEDY),
				PropertyRange.SECOND_TO_MINUTE.require("monitor.jobs.sampling.timeout",
						properties.getSampling().getTimeout(), REMEDY),
				maxAttempts);
	}

}
