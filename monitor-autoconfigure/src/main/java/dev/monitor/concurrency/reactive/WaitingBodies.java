package dev.monitor.concurrency.reactive;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * Bodies of which more is waited for, looked after by one timer. Thread-safe.
 */
final class WaitingBodies {

	private static final long TICK_MILLIS = 100;

	private final Set<PacedBody> bodies = ConcurrentHashMap.newKeySet();

	private final OverdueTimer timer = new OverdueTimer(TICK_MILLIS, () -> !this.bodies.isEmpty(), this::check);

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
