package dev.monitor.job;

import org.apiguardian.api.API;

/**
 * What came of a {@link JobAction}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum JobActionResult {

	/**
	 * It was done, or will be at once.
	 */
	OK,

	/**
	 * There is no such job any more.
	 */
	GONE,

	/**
	 * The job runs, or somebody else changed it at the same time: try again.
	 */
	BUSY,

	/**
	 * Not with this job.
	 */
	UNSUPPORTED

}
