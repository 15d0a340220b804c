package dev.monitor.job;

import dev.monitor.failure.Causes;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A run of a job that has ended. Immutable.
 *
 * @param job which job
 * @param attempt which attempt at it this was, from 1; 0 if unknown
 * @param outcome how it ended
 * @param error what it threw, without the wrappers of the JDK; {@code null} if nothing,
 * or if unknown
 * @param times when it ran
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record JobRun(Job job, int attempt, JobOutcome outcome, @Nullable Throwable error, JobTimes times) {

	/**
	 * Create the run.
	 * @param job which job
	 * @param attempt which attempt, from 1; 0 if unknown
	 * @param outcome how it ended
	 * @param error what it threw, in wrappers of the JDK or not
	 * @param times when it ran
	 */
	public JobRun {
		error = (error != null) ? Causes.unwrapped(error) : null;
	}

}
