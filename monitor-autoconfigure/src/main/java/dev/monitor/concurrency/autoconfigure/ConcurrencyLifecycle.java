package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.Suspended;
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

	private final boolean reactive;

	private volatile boolean running;

	/**
	 * Create a lifecycle that has not started.
	 * @param limit the limit
	 * @param settings its settings
	 * @param reactive whether requests hold no threads
	 */
	ConcurrencyLifecycle(SharedLimit limit, ConcurrencySettings settings, boolean reactive) {
		this.limit = limit;
		this.settings = settings;
		this.reactive = reactive;
	}

	@Override
	public void start() {
		this.limit.open();
		this.running = true;
		logger.info("{}: {}, wait-time={} ms, max-waiting={}, health-wait-time={} ms{}", what(), this.settings.limit(),
				this.settings.properties().getWaitTime().toMillis(), this.settings.maxWaiting(),
				this.settings.properties().getHealthWaitTime().toMillis(), this.settings.priorities());
		if (this.settings.warning() != null) {
			logger.warn(this.settings.warning());
		}
		if (this.reactive && this.settings.properties().getSuspended() == Suspended.RELEASE) {
			logger.warn("monitor.concurrency.suspended=release has no effect in a reactive application: "
					+ "every request is asynchronous there, so none would be limited. Remove the property.");
		}
	}

	private String what() {
		if (this.limit.limit().mode() == Mode.OBSERVE) {
			return "Observing requests, rejecting none";
		}
		return this.reactive ? "Limiting requests in flight, not threads" : "Limiting requests";
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
