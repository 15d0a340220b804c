package dev.monitor.job.autoconfigure;

import java.time.Duration;

import dev.monitor.property.InvalidPropertyException;

/**
 * What the properties of jobs come to.
 *
 * @param interval time from one sample to the next, from 1 second to 1 hour
 * @param timeout time that a sample may take, from 1 second to 1 minute
 * @param maxAttempts attempt at an event publication from which on a failure is final, at
 * least 1
 */
record JobSettings(Duration interval, Duration timeout, int maxAttempts) {

	private static final Duration SECOND = Duration.ofSeconds(1);

	static JobSettings of(JobProperties properties) {
		int maxAttempts = properties.getModulith().getMaxAttempts();
		if (maxAttempts < 1) {
			throw new InvalidPropertyException("monitor.jobs.modulith.max-attempts", maxAttempts, "is not positive",
					"Set it to 1 or more, such as 10.");
		}
		return new JobSettings(
				between(SECOND, Duration.ofHours(1), "monitor.jobs.sampling.interval", "1s and 1h",
						properties.getSampling().getInterval()),
				between(SECOND, Duration.ofMinutes(1), "monitor.jobs.sampling.timeout", "1s and 1m",
						properties.getSampling().getTimeout()),
				maxAttempts);
	}

	private static Duration between(Duration least, Duration most, String property, String range, Duration value) {
		if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
			throw new InvalidPropertyException(property, value, "is not between " + range,
					"Set it to a duration in that range, such as 10s.");
		}
		return value;
	}

}
