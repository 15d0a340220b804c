package dev.monitor.health.autoconfigure;

import dev.monitor.health.GateWatch;

import org.springframework.context.SmartLifecycle;

/**
 * Runs the {@link GateWatch} for as long as anything else runs, so that the changes of a
 * shutdown are seen as well.
 */
class GateWatchLifecycle implements SmartLifecycle {

	private final GateWatch watch;

	GateWatchLifecycle(GateWatch watch) {
		this.watch = watch;
	}

	@Override
	public void start() {
		this.watch.start();
	}

	@Override
	public void stop() {
		this.watch.stop();
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
