package dev.monitor.performance.http;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;

/**
 * How many times were at most as long as some bounds. Adding up those of other bounds
 * makes no sense, and timers of one name have the same.
 */
final class Buckets {

	/**
	 * Counts by bounds in seconds.
	 */
	private final NavigableMap<Double, Double> counts = new TreeMap<>();

	/**
	 * Add those of a timer, if it has any.
	 */
	void add(Timer timer) {
		for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
			double bound = bucket.bucket(TimeUnit.SECONDS);
			if (Double.isFinite(bound)) {
				this.counts.merge(bound, bucket.count(), Double::sum);
			}
		}
	}

	Map<Double, Double> counts() {
		return this.counts;
	}

	/**
	 * Estimate which time a part of them was not longer than, as if they were spread
	 * evenly over a bucket, but not beyond the longest of all.
	 * @param part from 0 to 1
	 * @param all how many there were, also beyond the last bound
	 * @param longest the longest in seconds, if nothing longer is forgotten: one that
	 * lies below the bucket tells nothing
	 * @return the time in seconds; -1 if it is beyond the last bound, if there was none,
	 * or if there are no buckets
	 */
	double percentile(double part, long all, double longest) {
		double rank = part * all;
		double low = 0;
		double below = 0;
		for (Map.Entry<Double, Double> bucket : this.counts.entrySet()) {
			double count = bucket.getValue();
			if (count >= rank && count > below) {
				double found = low + (bucket.getKey() - low) * (rank - below) / (count - below);
				return (longest > low) ? Math.min(found, longest) : found;
			}
			low = bucket.getKey();
			below = count;
		}
		return -1;
	}

}
