package dev.monitor.concurrency;

/**
 * How a limit is divided among priorities while not all can be served. Each share is at
 * least one permit.
 *
 * @param low most of the limit that requests of low and bulk priority hold together while
 * higher ones want it, in percent
 * @param bulk most of the limit that those of bulk priority hold while others want it, in
 * percent; never more than {@code low}
 * @param reserve permits above the limit that only critical requests may use, in percent
 * of it; 0 for none
 */
public record PriorityShares(int low, int bulk, int reserve) {

	/**
	 * Return how many requests of low and bulk priority are served while higher ones want
	 * permits.
	 * @param limit the limit
	 * @return the number, at least 1
	 */
	public int low(int limit) {
		return share(limit, this.low);
	}

	/**
	 * Return how many requests of bulk priority are served while others want permits.
	 * @param limit the limit
	 * @return the number, at least 1
	 */
	public int bulk(int limit) {
		return share(limit, Math.min(this.bulk, this.low));
	}

	/**
	 * Return how many permits critical requests may use above the limit.
	 * @param limit the limit
	 * @return the number
	 */
	public int reserve(int limit) {
		return (this.reserve > 0) ? Math.min(share(limit, this.reserve), LimiterState.MAX - limit) : 0;
	}

	private static int share(int limit, int percent) {
		return (int) Math.max(1, (long) limit * percent / 100);
	}

}
