package dev.monitor.concurrency;

/**
 * The threads of a web server's pool, and how many of them requests in service or waiting
 * may take: at least four, and a tenth, stay free for health checks, excluded paths and
 * rejections.
 *
 * @param threads size of the pool, at least 1
 */
public record ThreadBudget(int threads) {

	private static final int MIN_FREE = 4;

	private static final int FREE_SHARE = 10;

	/**
	 * Return how many threads requests may take.
	 * @return the number, 0 in a pool of four or fewer
	 */
	public int usable() {
		return Math.max(0, this.threads - Math.max(MIN_FREE, ceilDiv(this.threads, FREE_SHARE)));
	}

	/**
	 * Return the highest limit that leaves room for half as many waiters.
	 * @return the limit, at least 1
	 */
	public int highestLimit() {
		return Math.max(1, (int) (usable() * 2L / 3));
	}

	/**
	 * Return how many may wait beside a limit.
	 * @param limit number of requests in service
	 * @return the number, 0 if the limit takes all that is usable
	 */
	public int highestWaiting(int limit) {
		return Math.max(0, usable() - limit);
	}

	/**
	 * Return the size of the smallest pool in which so many threads are usable.
	 * @param wanted number of usable threads
	 * @return the size
	 */
	public static long threadsFor(long wanted) {
		return Math.max(wanted + MIN_FREE, -Math.floorDiv(-wanted * FREE_SHARE, FREE_SHARE - 1));
	}

	private static int ceilDiv(int dividend, int divisor) {
		return -Math.floorDiv(-dividend, divisor);
	}

}
