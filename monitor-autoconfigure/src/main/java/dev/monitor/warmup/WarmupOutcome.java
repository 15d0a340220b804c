package dev.monitor.warmup;

import org.apiguardian.api.API;

/**
 * How the last run of a {@link WarmupTask} ended, or that it has not.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public enum WarmupOutcome {

	/**
	 * It has not run yet.
	 */
	PENDING,

	/**
	 * It runs.
	 */
	RUNNING,

	/**
	 * It returned.
	 */
	SUCCESS,

	/**
	 * It threw.
	 */
	FAILURE,

	/**
	 * The time for the whole warmup was over before it returned.
	 */
	TIMEOUT

}
