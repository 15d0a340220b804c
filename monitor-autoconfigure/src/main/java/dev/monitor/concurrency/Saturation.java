package dev.monitor.concurrency;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.LongSupplier;

/**
 * Keeps the stretch of time during which demand was above the limit without a break. A
 * stretch starts when somebody has to wait or is rejected. It goes on for as long as all
 * permits stay taken after that, and through a gap of free permits if somebody has to
 * wait or is rejected again within {@link #TOLERANCE}: with nobody allowed to wait, every
 * release makes such a gap before the next one comes.
 * <p>
 * Thread-safe and lock-free. While nothing changes, both notes are one volatile read.
 */
final class Saturation {

	private static final AtomicReferenceFieldUpdater<Saturation, Stretch> STRETCH = AtomicReferenceFieldUpdater
		.newUpdater(Saturation.class, Stretch.class, "stretch");

	/**
	 * Longest gap that does not break a stretch, in nanoseconds.
	 */
	static final long TOLERANCE = TimeUnit.MILLISECONDS.toNanos(100);

	/**
	 * Value of {@link Stretch#eased} while all permits are taken; in the future of every
	 * reading of the clock, so the stretch goes on.
	 */
	private static final long NOT_YET = Long.MAX_VALUE;

	private static final long LONG_AGO = Long.MIN_VALUE / 2;

	private volatile Stretch stretch = new Stretch(LONG_AGO, LONG_AGO);

	private final LongSupplier nanoTime;

	private final long origin;

	Saturation(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.origin = nanoTime.getAsLong();
	}

	/**
	 * Note that somebody has to wait or is rejected.
	 */
	void pressed() {
		Stretch seen = this.stretch;
		for (long eased = seen.eased; eased != NOT_YET; eased = seen.eased) {
			long now = now();
			boolean broken = now - eased > TOLERANCE;
			if (STRETCH.compareAndSet(this, seen, new Stretch(broken ? now : seen.start, NOT_YET))) {
				return;
			}
			seen = this.stretch;
		}
	}

	/**
	 * Note that a permit is free and nobody waits. Only the first time after
	 * {@link #pressed()} counts. Needs no memory: permits are given and given back in the
	 * same breath, and nothing may come in between.
	 */
	void eased() {
		Stretch seen = this.stretch;
		if (seen.eased == NOT_YET) {
			seen.eased = now();
		}
	}

	/**
	 * Return how long the stretch has lasted.
	 * @return nanoseconds, -1 if there is none now
	 */
	long lasted() {
		Stretch seen = this.stretch;
		long now = now();
		return (now - seen.eased <= TOLERANCE) ? now - seen.start : -1;
	}

	/**
	 * Return how long it is since permits became free, with nobody having had to wait or
	 * been rejected since.
	 * @return nanoseconds, -1 if that is not so
	 */
	long calm() {
		long eased = this.stretch.eased;
		return (eased != NOT_YET) ? now() - eased : -1;
	}

	private long now() {
		return this.nanoTime.getAsLong() - this.origin;
	}

	private static final class Stretch {

		private final long start;

		private volatile long eased;

		Stretch(long start, long eased) {
			this.start = start;
			this.eased = eased;
		}

	}

}
