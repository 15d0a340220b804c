package dev.monitor.job;

import org.apiguardian.api.API;

/**
 * Called for each run of each job, on the thread that runs it unless its outcome is
 * {@link JobOutcome#LOST} or the work goes on elsewhere. All beans of this type are
 * called, in their order; what one throws harms neither the job nor the others.
 * <p>
 * Implementations are thread-safe and quick: jobs wait for them.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface JobListener {

	/**
	 * A run begins.
	 * @param job the job
	 */
	default void started(Job job) {
	}

	/**
	 * A run has ended. Each is reported once, also one whose beginning was not.
	 * @param run the run
	 */
	default void ended(JobRun run) {
	}

}
