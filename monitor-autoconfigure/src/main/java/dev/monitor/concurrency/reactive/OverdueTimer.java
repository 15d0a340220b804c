package dev.monitor.concurrency.reactive;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.monitor.concurrency.ConcurrencyLimit;
import reactor.core.scheduler.Schedulers;

/**
 * Sends those away who have waited long enough: one timer for all of them, which ticks
 * only while somebody waits. Thread-safe.
 */
final class OverdueTimer {

	private static final long TICK_MILLIS = 5;

	private final ConcurrencyLimit limit;

	private final AtomicBoolean ticking = new AtomicBoolean();

	OverdueTimer(ConcurrencyLimit limit) {
		this.limit = limit;
	}

	/**
	 * Note that somebody waits.
	 */
	void start() {
		if (!this.ticking.get() && this.ticking.compareAndSet(false, true)) {
			scheduleTick();
		}
	}

	private void scheduleTick() {
		try {
			Schedulers.parallel().schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			// the application is stopping: the limit sends all away
			this.ticking.set(false);
		}
	}

	private void tick() {
		try {
			this.limit.dismissOverdue();
		}
		finally {
			if (isNeeded()) {
				scheduleTick();
			}
			else {
				this.ticking.set(false);
				// whoever came in between has seen it tick
				if (isNeeded()) {
					start();
				}
			}
		}
	}

	private boolean isNeeded() {
		return this.limit.limiter().waiting() > 0;
	}

}
