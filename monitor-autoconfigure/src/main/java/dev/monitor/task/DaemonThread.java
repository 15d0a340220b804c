package dev.monitor.task;

import java.util.concurrent.TimeUnit;

/**
 * Makes daemon threads that inherit nothing of whoever makes them, such as a logging
 * context or a transaction, but the class loader. Stateless.
 */
public final class DaemonThread {

	private DaemonThread() {
	}

	/**
	 * Return a thread, not yet started.
	 * @param name its name
	 * @param work what it does
	 * @return the thread
	 */
	public static Thread of(String name, Runnable work) {
		Thread thread = new Thread(null, work, name, 0, false);
		// since Java 19 it would have that of the system, which sees no class of a
		// packaged application
		thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Wait until a thread has ended. An interrupt ends the wait and is kept.
	 * @param thread the thread
	 * @param nanos how long to wait at most, in nanoseconds; not at all unless positive
	 */
	public static void awaitEnd(Thread thread, long nanos) {
		try {
			TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
