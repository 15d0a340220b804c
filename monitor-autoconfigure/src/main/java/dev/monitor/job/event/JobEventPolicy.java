package dev.monitor.job.event;

import dev.monitor.job.JobOutcome;

/**
 * Which runs of jobs are logged.
 */
public enum JobEventPolicy {

	/**
	 * Those that did not succeed: failed, to be retried, or lost.
	 */
	FAILURES,

	/**
	 * All.
	 */
	ALL,

	/**
	 * None.
	 */
	NONE;

	boolean logs(JobOutcome outcome) {
		return switch (this) {
			case FAILURES -> outcome != JobOutcome.SUCCESS && outcome != JobOutcome.CANCELLED;
			case ALL -> true;
			case NONE -> false;
		};
	}

}
