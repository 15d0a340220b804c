package dev.monitor.concurrency;

/**
 * Limit, waiting and active, packed into one {@code long} so that a single
 * compare-and-set sees and changes all three: 21 bits each, active lowest.
 */
final class LimiterState {

	static final int MAX = (1 << 21) - 1;

	static final long ONE_ACTIVE = 1L;

	static final long ONE_WAITING = 1L << 21;

	private static final int LIMIT_SHIFT = 42;

	private static final long WAITING_MASK = (long) MAX << 21;

	private LimiterState() {
	}

	static long of(int limit, int waiting, int active) {
		return ((long) limit << LIMIT_SHIFT) | (waiting * ONE_WAITING) | active;
	}

	static int checkedLimit(int limit) {
		if (limit < 1 || limit > MAX) {
			throw new IllegalArgumentException("limit must be 1 to %s, not %s".formatted(MAX, limit));
		}
		return limit;
	}

	static int checkedWaiting(int maxWaiting) {
		if (maxWaiting < 0 || maxWaiting > MAX) {
			throw new IllegalArgumentException("maxWaiting must be 0 to %s, not %s".formatted(MAX, maxWaiting));
		}
		return maxWaiting;
	}

	static long withLimit(long state, int limit) {
		return of(limit, waiting(state), active(state));
	}

	static long withoutWaiters(long state) {
		return state & ~WAITING_MASK;
	}

	static int limit(long state) {
		return (int) (state >>> LIMIT_SHIFT);
	}

	static int waiting(long state) {
		return (int) (state >>> 21) & MAX;
	}

	static int active(long state) {
		return (int) state & MAX;
	}

	/**
	 * Tell whether somebody who comes now may take a permit: one is free and nobody
	 * waits.
	 */
	static boolean hasRoom(long state) {
		return hasFreePermit(state) && !hasWaiters(state);
	}

	static boolean hasFreePermit(long state) {
		return active(state) < limit(state);
	}

	static boolean hasWaiters(long state) {
		return (state & WAITING_MASK) != 0;
	}

}
