package dev.monitor.database;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts events by the second in which they happened, for the last hour, and all of them.
 * Takes 29 KB whatever happens. Thread-safe and lock-free.
 * <p>
 * Each slot of a ring holds the second it counts in its upper half and the count in its
 * lower half. So a slot of an hour ago is seen to be one and never counts for now,
 * however long nothing happened.
 */
final class SecondCounter {

	static final int MAX_SECONDS = 3600;

	private static final long MAX_COUNT = 0xffffffffL;

	private final AtomicLongArray slots = new AtomicLongArray(MAX_SECONDS);

	private final LongAdder total = new LongAdder();

	/**
	 * Count events.
	 * @param second the second in which they happened, from 0, not beyond 2^31 - 2
	 * @param count how many, not negative
	 */
	void add(long second, long count) {
		this.total.add(count);
		int index = (int) (second % MAX_SECONDS);
		long seen;
		long next;
		do {
			seen = this.slots.get(index);
			long counted = (secondOf(seen) == second) ? seen & MAX_COUNT : 0;
			if (secondOf(seen) > second) {
				// the clock was read an hour ago
				return;
			}
			next = ((second + 1) << 32) | Math.min(MAX_COUNT, counted + count);
		}
		while (!this.slots.compareAndSet(index, seen, next));
	}

	/**
	 * Return how many events happened lately.
	 * @param now the current second, which counts as the last one
	 * @param seconds how many seconds to look at, from 1 to {@value #MAX_SECONDS}
	 * @return the number of events
	 */
	long sum(long now, int seconds) {
		long sum = 0;
		for (long second = Math.max(0, now - seconds + 1); second <= now; second++) {
			long slot = this.slots.get((int) (second % MAX_SECONDS));
			sum += (secondOf(slot) == second) ? slot & MAX_COUNT : 0;
		}
		return sum;
	}

	/**
	 * Return how many events happened at all.
	 * @return the number of events
	 */
	long total() {
		return this.total.sum();
	}

	/**
	 * An empty slot counts second -1.
	 */
	private static long secondOf(long slot) {
		return (slot >>> 32) - 1;
	}

}
