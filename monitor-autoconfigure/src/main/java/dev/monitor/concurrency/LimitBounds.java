package dev.monitor.concurrency;

/**
 * Where a limit starts, and the bounds within which it may be moved.
 *
 * @param initial limit at the start
 * @param lowest lowest limit, at least 1
 * @param highest highest limit, at most {@link ConcurrencyLimiter#MAX}
 */
public record LimitBounds(int initial, int lowest, int highest) {

	/**
	 * Create the bounds.
	 * @param initial limit at the start, not checked here
	 * @param lowest at least 1
	 * @param highest at least the lowest, at most {@link ConcurrencyLimiter#MAX}
	 * @throws IllegalArgumentException if there is no limit between them
	 */
	public LimitBounds {
		if (lowest < 1 || lowest > highest || highest > ConcurrencyLimiter.MAX) {
			throw new IllegalArgumentException("No limits from %s to %s".formatted(lowest, highest));
		}
	}

	/**
	 * Tell whether a limit is within the bounds.
	 * @param limit any number
	 * @return whether it is
	 */
	public boolean contain(int limit) {
		return limit >= this.lowest && limit <= this.highest;
	}

}
