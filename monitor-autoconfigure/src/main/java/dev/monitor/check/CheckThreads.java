package dev.monitor.check;

import java.util.concurrent.ScheduledExecutorService;

/**
 * Where checks run.
 */
interface CheckThreads {

	/**
	 * Create the scheduler that says when checks are due and over. Its one thread never
	 * asks anything.
	 * @return the scheduler, to be shut down by the caller
	 */
	ScheduledExecutorService newScheduler();

	/**
	 * Ask once on a thread of its own.
	 * @param check name of the check
	 * @param attempt asks once, and never throws
	 */
	void launch(String check, Runnable attempt);

}
