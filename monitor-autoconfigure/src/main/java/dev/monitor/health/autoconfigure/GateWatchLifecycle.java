package dev.monitor.health.autoconfigure;

import dev.monitor.task.PeriodicTask;

import org.springframework.context.SmartLifecycle;

/**
 * Watches the gates for as long as anything else runs, and a last time then, so that the
 * changes of a shutdown are seen as well.
 */
class GateWatchLifecycle implements SmartLifecycle {

	private final PeriodicTask watch;

	GateWatchLifecycle(PeriodicTask watch) {
		this.watch = watch;
	}

	@Override
	public void start() {
		this.watch.start();
	}

	@Override
	public void stop() {
		this.watch.finish();
	}

	@Override
	public boolean isRunning() {
		return this.watch.isRunning();
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
