package dev.monitor.warmup;

import java.time.Duration;

/**
 * How the tasks are run.
 *
 * @param auto whether to run them once the application is ready, and to keep traffic out
 * before
 * @param timeout longest time for one run of all tasks
 * @param onFailure what follows a run in which a required task did not succeed
 * @param firstPause pause before the first retry; each further one is twice as long
 * @param longestPause bound of the pauses
 */
public record WarmupSettings(boolean auto, Duration timeout, OnFailure onFailure, Duration firstPause,
		Duration longestPause) {

	/**
	 * What follows a run in which a required task did not succeed.
	 */
	public enum OnFailure {

		/**
		 * Run the tasks that have not succeeded again, after a pause; traffic waits.
		 */
		RETRY,

		/**
		 * Take traffic all the same.
		 */
		OPEN,

		/**
		 * Take no traffic.
		 */
		CLOSED

	}

}
