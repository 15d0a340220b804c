package dev.monitor.metricline;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How often which value was recorded since the last {@link #take()}: each value counts in
 * one interval and in one only. Takes 7 KiB whatever is recorded. Buckets are as wide as
 * 1/32 of their power of two, so a quantile is off by 1.6 % at most; values below 2^-14
 * count as 0 and from 2^42 on as 2^42. Thread-safe, records without locks.
 */
public final class IntervalHistogram {

	private static final int SMALLEST_EXPONENT = -14;

	private static final int LARGEST_EXPONENT = 42;

	/**
	 * Bits of the fraction that a bucket tells apart.
	 */
	private static final int PRECISION = 5;

	private static final int SHIFT = 52 - PRECISION;

	/**
	 * A double's bits, cut off after those of the fraction, count up with its value.
	 */
	private static final long FIRST = Double.doubleToRawLongBits(Math.scalb(1.0, SMALLEST_EXPONENT)) >> SHIFT;

	private static final int ZERO = 0;

	private static final int LAST = ((LARGEST_EXPONENT - SMALLEST_EXPONENT) << PRECISION) + 1;

	private final AtomicIntegerArray counts = new AtomicIntegerArray(LAST + 1);

	/**
	 * Record a value.
	 * @param value the value; negative ones and what is no number count as 0
	 */
	public void record(double value) {
		this.counts.getAndIncrement(bucket(value));
	}

	private static int bucket(double value) {
		if (!(value > 0)) {
			return ZERO;
		}
		long bucket = (Double.doubleToRawLongBits(value) >> SHIFT) - FIRST + 1;
		return (int) Math.min(Math.max(bucket, ZERO), LAST);
	}

	/**
	 * End the interval.
	 * @return what was recorded in it
	 */
	public IntervalQuantiles take() {
		int[] taken = new int[LAST + 1];
		long total = 0;
		for (int i = 0; i <= LAST; i++) {
			taken[i] = this.counts.getAndSet(i, 0);
			total += taken[i];
		}
		return new IntervalQuantiles(total, quantile(taken, total, 0.5), quantile(taken, total, 0.95),
				quantile(taken, total, 0.99));
	}

	/**
	 * Return the value of which a share of all values is not above it.
	 */
	private static double quantile(int[] counts, long total, double share) {
		long rank = (long) Math.ceil(share * total);
		long seen = 0;
		for (int i = 0; i <= LAST; i++) {
			seen += counts[i];
			if (seen >= rank && seen > 0) {
				return middle(i);
			}
		}
		return Double.NaN;
	}

	private static double middle(int bucket) {
		if (bucket == ZERO) {
			return 0;
		}
		double start = start(bucket);
		return (bucket == LAST) ? start : (start + start(bucket + 1)) / 2;
	}

	private static double start(int bucket) {
		return Double.longBitsToDouble((FIRST + bucket - 1) << SHIFT);
	}

}
