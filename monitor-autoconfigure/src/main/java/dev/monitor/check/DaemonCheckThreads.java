package dev.monitor.check;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * {@link CheckThreads} that are daemons, live for one check and carry the check's name: a
 * thread dump shows at once which check hangs.
 */
final class DaemonCheckThreads implements CheckThreads {

	private final CheckKind kind;

	DaemonCheckThreads(CheckKind kind) {
		this.kind = kind;
	}

	@Override
	public ScheduledExecutorService newScheduler() {
		ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, (task) -> daemon("scheduler", task));
		scheduler.setRemoveOnCancelPolicy(true);
		return scheduler;
	}

	@Override
	public void launch(String check, Runnable attempt) {
		daemon("check-" + check, attempt).start();
	}

	private Thread daemon(String name, Runnable task) {
		// no logging context, transaction or the like of whoever started the application
		Thread thread = new Thread(null, task, this.kind.threads() + name, 0, false);
		thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
		thread.setDaemon(true);
		return thread;
	}

}
