package dev.monitor.metricline;

import org.apiguardian.api.API;

/**
 * Knows some numbers and puts them into the lines of an interval. Called once an
 * interval, never twice at a time; what it throws costs its own numbers only.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
@FunctionalInterface
public interface MetricReader {

	/**
	 * Add the numbers.
	 * @param lines the lines of this interval
	 */
	void read(MetricLines lines);

}
