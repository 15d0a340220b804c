package dev.monitor.concurrency;

/**
 * Changes a limiter's limit within bounds, and with it how many may wait. Thread-safe;
 * waits for nobody.
 */
public final class LimitControl {

	private final ConcurrencyLimiter limiter;

	private final MaxWaiting maxWaiting;

	private final int lowest;

	private final int highest;

	/**
	 * Create for a limiter, whose limit stays as it is for now.
	 * @param limiter the limiter
	 * @param maxWaiting how many may wait beside each limit
	 * @param lowest lowest limit, at least 1
	 * @param highest highest limit, at most {@link ConcurrencyLimiter#MAX}
	 */
	public LimitControl(ConcurrencyLimiter limiter, MaxWaiting maxWaiting, int lowest, int highest) {
		if (lowest < 1 || lowest > highest || highest > ConcurrencyLimiter.MAX) {
			throw new IllegalArgumentException("No limits from %d to %d".formatted(lowest, highest));
		}
		this.limiter = limiter;
		this.maxWaiting = maxWaiting;
		this.lowest = lowest;
		this.highest = highest;
	}

	/**
	 * Set the limit. Who waits already may go on; requests above a lower limit end as
	 * they would.
	 * @param limit the limit; the nearest bound is taken if it is out of bounds
	 */
	public void set(int limit) {
		int bounded = Math.max(this.lowest, Math.min(this.highest, limit));
		this.limiter.resize(bounded, this.maxWaiting.beside(bounded));
	}

	public int lowest() {
		return this.lowest;
	}

	public int highest() {
		return this.highest;
	}

}
