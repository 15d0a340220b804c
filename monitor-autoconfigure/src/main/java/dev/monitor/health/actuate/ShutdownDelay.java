package dev.monitor.health.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.Verdict;
import org.jspecify.annotations.Nullable;
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
 * Holds up the end of an application that was in service, so that load balancers see its
 * closed gates while it still serves. With a gate that has been closed since the start it
 * never was, and ends at once.
 * <p>
 * It waits inside the event that announces the end, after {@link ShutdownGate} and ahead
 * of all other listeners: those that come later stop executors and schedules, and the
 * phases of the lifecycle, with their own time limit, come later still. Thread-safe.
 */
public final class ShutdownDelay implements SmartApplicationListener {

	private static final Logger logger = LoggerFactory.getLogger(ShutdownDelay.class);

	private final Duration wait;

	private final ApplicationContext context;

	private final Supplier<Gates> gates;

	private final Set<String> excluded;

	private final Pause pause;

	private final Clock clock;

	private volatile @Nullable Instant ready;

	/**
	 * Create the delay.
	 * @param wait how long to go on; zero for no delay
	 * @param context the context whose end is delayed, not that of a child
	 * @param gates gives the gates, asked at the end
	 * @param excluded names of gates that do not keep an application out of service
	 * @param pause how to wait
	 * @param clock the clock of the gates
	 */
	public ShutdownDelay(Duration wait, ApplicationContext context, Supplier<Gates> gates, Set<String> excluded,
			Pause pause, Clock clock) {
		this.wait = wait;
		this.context = context;
		this.gates = gates;
		this.excluded = Set.copyOf(excluded);
		this.pause = pause;
		this.clock = clock;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> eventType) {
		return ApplicationReadyEvent.class.isAssignableFrom(eventType)
				|| ContextClosedEvent.class.isAssignableFrom(eventType);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationReadyEvent) {
			this.ready = this.clock.instant();
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
		Instant since = this.ready;
		if (since == null || this.wait.isZero() || endsWithItsParent()) {
			return;
		}
		String closed = closedSince(since);
		if (closed != null) {
			logger.info("Shutting down at once: gate '{}' has been closed since the start", closed);
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
	 * A clock that was set back behind the start tells nothing: also what closes now
	 * would be older than the start then.
	 */
	private @Nullable String closedSince(Instant since) {
		if (this.clock.instant().isBefore(since)) {
			return null;
		}
		for (Gate gate : this.gates.get()) {
			Verdict verdict = gate.verdict();
			if (!this.excluded.contains(gate.name()) && !verdict.open() && verdict.since().isBefore(since)) {
				return gate.name();
			}
		}
		return null;
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
