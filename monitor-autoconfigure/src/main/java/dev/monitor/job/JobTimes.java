package dev.monitor.job;

import java.time.Duration;
import java.time.Instant;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * When a job ran. Immutable.
 *
 * @param due when it should have begun; {@code null} if unknown
 * @param started when it began
 * @param duration how long it ran; zero if unknown, as it is if a clock was set back
 * meanwhile
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record JobTimes(@Nullable Instant due, Instant started, Duration duration) {

	/**
	 * Create the times.
	 * @param due when it should have begun
	 * @param started when it began
	 * @param duration how long it ran; a negative one counts as unknown
	 */
	public JobTimes {
		duration = duration.isNegative() ? Duration.ZERO : duration;
	}

	/**
	 * Return how late it began.
	 * @return the time from due to started, not negative; {@code null} if unknown
	 */
	public @Nullable Duration lateness() {
		if (this.due == null) {
			return null;
		}
		Duration late = Duration.between(this.due, this.started);
		return late.isNegative() ? Duration.ZERO : late;
	}

}
