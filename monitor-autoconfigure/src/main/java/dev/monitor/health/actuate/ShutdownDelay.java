package dev.monitor.health.actuate;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.Ordered;

/**
 * Holds up the end of an application that was ready, so that load balancers see its
 * closed gates while it still serves.
 * <p>
 * It waits inside the event that announces the end, after {@link ShutdownGate} and ahead
 * of all other listeners: those that come later stop executors and schedules, and the
 * phases of the lifecycle, with their own time limit, come later still.
 */
public final class ShutdownDelay implements SmartApplicationListener {

	private static final Logger logger = LoggerFactory.getLogger(ShutdownDelay.class);

	private final Duration wait;

	private final ApplicationContext context;

	private final Pause pause;

	private volatile boolean ready;

	/**
	 * Create the delay.
	 * @param wait how long to go on; zero for no delay
	 * @param context the context whose end is delayed, not that of a child
	 * @param pause how to wait
	 */
	public ShutdownDelay(Duration wait, ApplicationContext context, Pause pause) {
		this.wait = wait;
		this.context = context;
		this.pause = pause;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> eventType) {
		return ApplicationReadyEvent.class.isAssignableFrom(eventType)
				|| ContextClosedEvent.class.isAssignableFrom(eventType);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationReadyEvent) {
			this.ready = true;
		}
		else if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == this.context) {
			delay();
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 1;
	}

	private void delay() {
		if (!this.ready || this.wait.isZero() || endsWithItsParent()) {
			return;
		}
		logger.info("Shutting down in {} s, serving until then", this.wait.toMillis() / 1000.0);
		try {
			this.pause.of(this.wait);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			logger.info("Shutting down at once, because the wait was interrupted");
		}
	}

	/**
	 * A parent that closes has waited already, and its children close inside of that.
	 */
	private boolean endsWithItsParent() {
		for (ApplicationContext parent = this.context.getParent(); parent != null; parent = parent.getParent()) {
			if (parent instanceof ConfigurableApplicationContext configurable && configurable.isClosed()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A way to wait.
	 */
	@FunctionalInterface
	public interface Pause {

		/**
		 * Wait on the calling thread.
		 * @param duration how long
		 * @throws InterruptedException if the thread is interrupted meanwhile
		 */
		void of(Duration duration) throws InterruptedException;

	}

}
