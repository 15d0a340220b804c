package dev.monitor.dependency.autoconfigure;

import org.springframework.context.SmartLifecycle;

/**
 * Checks from right before the web server starts, so that its first probes find results,
 * until after it has stopped.
 */
final class CheckLifecycle implements SmartLifecycle {

	// web servers start in DEFAULT_PHASE - 2048
	static final int PHASE = DEFAULT_PHASE - 4096;

	private final Runnable start;

	private final Runnable stop;

	private volatile boolean running;

	CheckLifecycle(Runnable start, Runnable stop) {
		this.start = start;
		this.stop = stop;
	}

	@Override
	public void start() {
		this.start.run();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.stop.run();
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
