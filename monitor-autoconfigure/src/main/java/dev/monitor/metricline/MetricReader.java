package dev.monitor.metricline;

/**
 * Knows some numbers and puts them into the lines of an interval. Called once an
 * interval, never twice at a time; what it throws costs its own numbers only.
 */
@FunctionalInterface
public interface MetricReader {

	/**
	 * Add the numbers.
	 * @param lines the lines of this interval
	 */
	void read(MetricLines lines);

}
