package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lets requests wait while the application runs. Stops just before the web server's
 * graceful shutdown begins to wait for requests: those that have no permit yet are sent
 * away first.
 */
final class ConcurrencyLifecycle implements SmartLifecycle {

	static final int PHASE = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;

	private static final Logger logger = LoggerFactory.getLogger(ConcurrencyLifecycle.class);

	private final SharedLimit limit;

	private final ConcurrencySettings settings;

	private volatile boolean running;

	ConcurrencyLifecycle(SharedLimit limit, ConcurrencySettings settings) {
		this.limit = limit;
		this.settings = settings;
	}

	@Override
	public void start() {
		this.limit.open();
		this.running = true;
		logger.info("{}: {}, wait-time={} ms, max-waiting={}, health-wait-time={} ms",
				(this.limit.limit().mode() == Mode.ENFORCE) ? "Limiting requests"
						: "Observing requests, rejecting none",
				this.settings.limit(), this.settings.properties().getWaitTime().toMillis(), this.settings.maxWaiting(),
				this.settings.properties().getHealthWaitTime().toMillis());
		if (this.settings.warning() != null) {
			logger.warn(this.settings.warning());
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.limit.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * The web server goes on serving through a pause, so waiting goes on too.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

}
