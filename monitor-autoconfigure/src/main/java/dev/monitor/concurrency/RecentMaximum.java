package dev.monitor.concurrency;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The highest of the values of the last minute, by slots of ten seconds: a value is
 * remembered for 60 to 70 seconds. Thread-safe; a value that is not the highest of its
 * slot costs one read.
 */
final class RecentMaximum {

	private static final long SLOT_NANOS = 10_000_000_000L;

	private static final int SLOTS = 7;

	private static final int VALUE_BITS = 21;

	private final long origin;

	/**
	 * The number of a slot, above the highest value in it: a later slot is always more.
	 */
	private final AtomicLongArray highest = new AtomicLongArray(SLOTS);

	/**
	 * Create without a value.
	 * @param now reading of the clock, before all others
	 */
	RecentMaximum(long now) {
		this.origin = now;
	}

	/**
	 * Note a value.
	 * @param now reading of the clock
	 * @param value the value, 0 to {@link ConcurrencyLimiter#MAX}
	 */
	void note(long now, int value) {
		long slot = slot(now);
		int index = (int) (slot % SLOTS);
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
		long oldest = slot(now) - SLOTS + 1;
		long max = 0;
		for (int i = 0; i < SLOTS; i++) {
			long noted = this.highest.get(i);
			if (noted >>> VALUE_BITS >= oldest) {
				max = Math.max(max, noted & ConcurrencyLimiter.MAX);
			}
		}
		return (int) max;
	}

	private long slot(long now) {
		return (now - this.origin) / SLOT_NANOS;
	}

}
