package dev.monitor.job;

import org.apiguardian.api.API;

/**
 * What a job that has not ended is about to do.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum JobState {

	/**
	 * Its time is yet to come.
	 */
	SCHEDULED,

	/**
	 * Its time has come, and it waits for somebody to run it.
	 */
	AVAILABLE,

	/**
	 * It runs.
	 */
	RUNNING,

	/**
	 * Its last run failed, and it will run again.
	 */
	RETRYABLE,

	/**
	 * It failed for good, and is kept.
	 */
	FAILED,

	/**
	 * It does not run until somebody resumes it.
	 */
	PAUSED

}
