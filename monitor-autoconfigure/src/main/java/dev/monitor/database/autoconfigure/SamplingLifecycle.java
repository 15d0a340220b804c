package dev.monitor.database.autoconfigure;

import dev.monitor.database.DatabaseSampling;

import org.springframework.context.SmartLifecycle;

/**
 * Takes samples from after the web server has started, so as not to slow that down, until
 * before anything else stops.
 */
final class SamplingLifecycle implements SmartLifecycle {

	private final DatabaseSampling sampling;

	SamplingLifecycle(DatabaseSampling sampling) {
		this.sampling = sampling;
	}

	@Override
	public void start() {
		this.sampling.start();
	}

	@Override
	public void stop() {
		this.sampling.stop();
	}

	@Override
	public boolean isRunning() {
		return this.sampling.isRunning();
	}

}
