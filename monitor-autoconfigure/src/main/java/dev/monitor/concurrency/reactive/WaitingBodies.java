package dev.monitor.concurrency.reactive;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * Bodies of which more is waited for, looked after by one timer. Thread-safe.
 */
final class WaitingBodies {

	private static final long TICK_MILLIS = 100;

	private final Set<PacedBody> bodies = ConcurrentHashMap.newKeySet();

	private final LongSupplier nanoTime;

	private final OverdueTimer timer = new OverdueTimer(TICK_MILLIS, () -> !this.bodies.isEmpty(), this::check);

	/**
	 * Create without bodies.
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	WaitingBodies(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Return the time by which bodies are measured.
	 * @return a reading of the clock, in nanoseconds
	 */
	long now() {
		return this.nanoTime.getAsLong();
	}

	void add(PacedBody body) {
		this.bodies.add(body);
		this.timer.start();
	}

	void remove(PacedBody body) {
		this.bodies.remove(body);
	}

	private void check() {
		for (PacedBody body : this.bodies) {
			try {
				body.check();
			}
			catch (RejectedExecutionException ex) {
				// the application is stopping, and its server with it
				remove(body);
			}
		}
	}

}
