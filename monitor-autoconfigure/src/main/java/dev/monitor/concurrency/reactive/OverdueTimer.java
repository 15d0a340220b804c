package dev.monitor.concurrency.reactive;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import reactor.core.scheduler.Schedulers;

/**
 * Looks after those who must not wait too long: one timer for all of them, which ticks
 * only while somebody waits. Thread-safe.
 */
final class OverdueTimer {

	private final long millis;

	private final BooleanSupplier needed;

	private final Runnable work;

	private final AtomicBoolean ticking = new AtomicBoolean();

	/**
	 * Create a timer that does not tick yet.
	 * @param millis milliseconds from one tick to the next
	 * @param needed tells whether somebody waits
	 * @param work sends those away who have waited long enough; does not block
	 */
	OverdueTimer(long millis, BooleanSupplier needed, Runnable work) {
		this.millis = millis;
		this.needed = needed;
		this.work = work;
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
		boolean scheduled = false;
		try {
			Schedulers.parallel().schedule(this::tick, this.millis, TimeUnit.MILLISECONDS);
			scheduled = true;
		}
		catch (RejectedExecutionException ex) {
			// the application is stopping: the limit sends all away
		}
		finally {
			if (!scheduled) {
				this.ticking.set(false);
			}
		}
	}

	private void tick() {
		try {
			this.work.run();
		}
		finally {
			if (this.needed.getAsBoolean()) {
				scheduleTick();
			}
			else {
				this.ticking.set(false);
				// whoever came in between has seen it tick
				if (this.needed.getAsBoolean()) {
					start();
				}
			}
		}
	}

}
