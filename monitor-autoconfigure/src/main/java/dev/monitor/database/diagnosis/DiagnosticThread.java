package dev.monitor.database.diagnosis;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one daemon thread on which databases are asked. It begins with the first question
 * and ends when there was none for a while.
 */
public final class DiagnosticThread {

	private DiagnosticThread() {
	}

	/**
	 * Return the thread, not yet begun.
	 * @param idle how long it waits for a question before it ends
	 * @return the thread
	 */
	public static ExecutorService endingAfter(Duration idle) {
		ThreadPoolExecutor thread = new ThreadPoolExecutor(1, 1, idle.toNanos(), TimeUnit.NANOSECONDS,
				new LinkedBlockingQueue<>(), (task) -> daemon("monitor-diagnostics", task));
		thread.allowCoreThreadTimeOut(true);
		return thread;
	}

	/**
	 * Return a daemon thread, not yet begun.
	 * @param name its name
	 * @param task what it does
	 * @return the thread
	 */
	public static Thread daemon(String name, Runnable task) {
		// no logging context, transaction or the like of whoever asked
		Thread thread = new Thread(null, task, name, 0, false);
		thread.setDaemon(true);
		return thread;
	}

}
