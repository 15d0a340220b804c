package dev.monitor.database.diagnosis;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.monitor.task.DaemonThread;

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
				new LinkedBlockingQueue<>(), (task) -> DaemonThread.of("monitor-diagnostics", task));
		thread.allowCoreThreadTimeOut(true);
		return thread;
	}

}
