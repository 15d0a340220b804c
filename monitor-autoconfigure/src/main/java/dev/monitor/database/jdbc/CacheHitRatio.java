package dev.monitor.database.jdbc;

/**
 * Works out how many of the blocks read were in the cache, from counters that only grow
 * until they are reset. The ratio is that of the last interval in which anything was
 * read; over all time it would hardly move.
 */
final class CacheHitRatio {

	private long hits;

	private long reads;

	private double ratio = Double.NaN;

	/**
	 * Take the counters.
	 * @param hits blocks found in the cache
	 * @param reads blocks not found there
	 * @return the ratio from 0 to 1, {@code NaN} if nothing was ever read
	 */
	double next(long hits, long reads) {
		boolean reset = hits < this.hits || reads < this.reads;
		long hit = reset ? hits : hits - this.hits;
		long read = reset ? reads : reads - this.reads;
		this.hits = hits;
		this.reads = reads;
		if (hit + read > 0) {
			this.ratio = (double) hit / (hit + read);
		}
		return this.ratio;
	}

}
