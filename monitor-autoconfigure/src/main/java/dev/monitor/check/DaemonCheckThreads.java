package dev.monitor.check;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import dev.monitor.task.DaemonThread;

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
		return DaemonThread.of(this.kind.threads() + name, task);
	}

}
