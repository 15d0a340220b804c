package dev.monitor.benchmarks.client;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import org.HdrHistogram.Histogram;

/**
 * Numbers of one run of load. Written by the client's thread, read when the run is over.
 */
public final class Recording {

	private static final long HIGHEST = Duration.ofMinutes(1).toNanos();

	private final Map<Outcome, Histogram> latencies = new EnumMap<>(Outcome.class);

	private final Histogram all = new Histogram(HIGHEST, 3);

	private final Histogram lateness = new Histogram(HIGHEST, 3);

	Recording() {
		for (Outcome outcome : Outcome.values()) {
			this.latencies.put(outcome, new Histogram(HIGHEST, 3));
		}
	}

	void sent(long nanosLate) {
		record(this.lateness, nanosLate);
	}

	void ended(Outcome outcome, long nanos) {
		record(latencies(outcome), nanos);
		record(this.all, nanos);
	}

	/**
	 * Return how many ended like this.
	 */
	public long count(Outcome outcome) {
		return latencies(outcome).getTotalCount();
	}

	/**
	 * Return how many there were.
	 */
	public long count() {
		return this.all.getTotalCount();
	}

	/**
	 * Return milliseconds within which so many percent ended of those that ended like
	 * this.
	 */
	public double millis(Outcome outcome, double percent) {
		return millis(latencies(outcome), percent);
	}

	/**
	 * Return milliseconds within which so many percent of all ended.
	 */
	public double millis(double percent) {
		return millis(this.all, percent);
	}

	/**
	 * Return milliseconds by which at most so many percent left later than they were due:
	 * what the load generator itself adds to the latencies.
	 */
	public double millisLate(double percent) {
		return millis(this.lateness, percent);
	}

	private Histogram latencies(Outcome outcome) {
		return this.latencies.getOrDefault(outcome, this.all);
	}

	private static void record(Histogram histogram, long nanos) {
		histogram.recordValue(Math.min(Math.max(nanos, 0), HIGHEST));
	}

	private static double millis(Histogram histogram, double percent) {
		return (histogram.getTotalCount() != 0) ? histogram.getValueAtPercentile(percent) / 1e6 : Double.NaN;
	}

}
