package dev.monitor.logging.autoconfigure;

import dev.monitor.task.PeriodicTask;

import org.springframework.context.SmartLifecycle;

/**
 * Writes metric lines from before the web server starts until after it has stopped, so
 * that the last interval has its last requests.
 */
final class MetricLinesLifecycle implements SmartLifecycle {

	// web servers stop in DEFAULT_PHASE - 2048
	static final int PHASE = DEFAULT_PHASE - 4096;

	private final PeriodicTask task;

	MetricLinesLifecycle(PeriodicTask task) {
		this.task = task;
	}

	@Override
	public void start() {
		this.task.start();
	}

	@Override
	public void stop() {
		this.task.finish();
	}

	@Override
	public boolean isRunning() {
		return this.task.isRunning();
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
