package dev.monitor.concurrency;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The highest of the values of a while, by slots of time: a value is remembered for as
 * long as all slots but one last, and for up to one slot more. Thread-safe; a value that
 * is not the highest of its slot costs one read.
 */
final class RecentMaximum {

	private static final int VALUE_BITS = 21;

	private final long origin;

	private final long slotNanos;

	/**
	 * The number of a slot, above the highest value in it: a later slot is always more.
	 */
	private final AtomicLongArray highest;

	/**
	 * Create without a value.
	 * @param now reading of the clock, before all others
	 * @param slotNanos length of a slot
	 * @param slots number of slots, at least 2
	 */
	RecentMaximum(long now, long slotNanos, int slots) {
		this.origin = now;
		this.slotNanos = slotNanos;
		this.highest = new AtomicLongArray(slots);
	}

	/**
	 * Note a value.
	 * @param now reading of the clock
	 * @param value the value, 0 to {@link ConcurrencyLimiter#MAX}
	 */
	void note(long now, int value) {
		long slot = slot(now);
		int index = (int) (slot % this.highest.length());
		long noted = slot << VALUE_BITS | value;
		if (this.highest.get(index) < noted) {
			this.highest.accumulateAndGet(index, noted, Math::max);
		}
	}

	/**
	 * Return the highest value.
	 * @param now reading of the clock
	 * @return the value, 0 if there was none
	 */
	int get(long now) {
		long oldest = slot(now) - this.highest.length() + 1;
		long max = 0;
		for (int i = 0; i < this.highest.length(); i++) {
			long noted = this.highest.get(i);
			if (noted >>> VALUE_BITS >= oldest) {
				max = Math.max(max, noted & ConcurrencyLimiter.MAX);
			}
		}
		return (int) max;
	}

	private long slot(long now) {
		return (now - this.origin) / this.slotNanos;
	}

}
