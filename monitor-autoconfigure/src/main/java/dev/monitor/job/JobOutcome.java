package dev.monitor.job;

import org.apiguardian.api.API;

/**
 * How a run of a job ended.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum JobOutcome {

	/**
	 * It did what it should.
	 */
	SUCCESS,

	/**
	 * It failed, and the job will run again.
	 */
	RETRY,

	/**
	 * It failed for good: no system will run the job again.
	 */
	FAILED,

	/**
	 * It was ended on purpose, or did not begin.
	 */
	CANCELLED,

	/**
	 * The instance that ran it is gone, and it is unknown how the run ended.
	 */
	LOST

}
