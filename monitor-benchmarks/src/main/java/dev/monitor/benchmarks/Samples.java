package dev.monitor.benchmarks;

import java.util.Objects;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Measurements of one benchmark over all rounds.
 *
 * @param nanos nanoseconds an operation takes
 * @param bytes bytes that it allocates
 */
public record Samples(ListStatistics nanos, ListStatistics bytes) {

	public static Samples empty() {
		return new Samples(new ListStatistics(), new ListStatistics());
	}

	/**
	 * Add the measurements of a run, which had the profiler of the garbage collector.
	 */
	public void add(RunResult result) {
		addAll(result.getPrimaryResult(), this.nanos);
		addAll(Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")), this.bytes);
	}

	private static void addAll(Result<?> result, ListStatistics statistics) {
		result.getStatistics().getRawData().forEachRemaining((entry) -> {
			for (long i = 0; i < entry.getValue(); i++) {
				statistics.addValue(entry.getKey());
			}
		});
	}

}
