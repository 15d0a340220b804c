package dev.monitor.job;

import org.apiguardian.api.API;

/**
 * What a person may do with a job.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum JobAction {

	/**
	 * Run it now, beside its schedule.
	 */
	RUN,

	/**
	 * Run it again after it failed, also if that was for good.
	 */
	RETRY,

	/**
	 * Forget it: it will not run any more.
	 */
	DELETE,

	/**
	 * Keep it from running until it is resumed.
	 */
	PAUSE,

	/**
	 * Let it run again after a pause.
	 */
	RESUME,

	/**
	 * Take it out of the state of an error in which it does not run.
	 */
	RESET,

	/**
	 * Ask its run to end.
	 */
	STOP

}
