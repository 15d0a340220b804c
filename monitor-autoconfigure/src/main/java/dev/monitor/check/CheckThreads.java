package dev.monitor.check;

import java.util.concurrent.ScheduledExecutorService;

/**
 * Where checks run.
 */
public interface CheckThreads {

	/**
	 * Create the scheduler that says when checks are due and over. Its one thread never
	 * runs a check.
	 * @return the scheduler, to be shut down by the caller
	 */
	ScheduledExecutorService newScheduler();

	/**
	 * Run a check on a thread of its own.
	 * @param dependency name of the dependency
	 * @param check the check, which never throws
	 */
	void launch(String dependency, Runnable check);

}
