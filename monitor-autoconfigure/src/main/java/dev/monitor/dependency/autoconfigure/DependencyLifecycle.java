package dev.monitor.dependency.autoconfigure;

import dev.monitor.dependency.DependencyMonitor;

import org.springframework.context.SmartLifecycle;

/**
 * Checks dependencies from right before the web server starts, so that its first probes
 * find results, until after it has stopped.
 */
final class DependencyLifecycle implements SmartLifecycle {

	// web servers start in DEFAULT_PHASE - 2048
	static final int PHASE = DEFAULT_PHASE - 4096;

	private final DependencyMonitor monitor;

	private volatile boolean running;

	DependencyLifecycle(DependencyMonitor monitor) {
		this.monitor = monitor;
	}

	@Override
	public void start() {
		this.monitor.start();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.monitor.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
