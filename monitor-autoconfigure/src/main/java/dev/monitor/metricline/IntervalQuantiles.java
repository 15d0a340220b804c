package dev.monitor.metricline;

import org.jspecify.annotations.Nullable;

/**
 * What was recorded in an interval.
 *
 * @param count how many values
 * @param median the middle one; {@code NaN} if there was none, as the others
 * @param p95 95 % are not above this one
 * @param p99 99 % are not above this one
 */
public record IntervalQuantiles(long count, double median, double p95, double p99) {

	/**
	 * Add the numbers to the lines, nothing if there was no value.
	 * @param lines the lines
	 * @param names names the numbers
	 * @param metric what was measured
	 * @param unit the unit of the values
	 */
	public void addTo(MetricLines lines, MetricNames names, String metric, @Nullable String unit) {
		if (this.count > 0) {
			lines.add(MetricType.COUNT, names.name(metric, ""), (double) this.count, null);
			lines.add(MetricType.MEASURE, names.name(metric, ".median"), this.median, unit);
			lines.add(MetricType.MEASURE, names.name(metric, ".p95"), this.p95, unit);
			lines.add(MetricType.MEASURE, names.name(metric, ".p99"), this.p99, unit);
		}
	}

}
