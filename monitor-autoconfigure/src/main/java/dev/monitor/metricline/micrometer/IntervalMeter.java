package dev.monitor.metricline.micrometer;

import dev.monitor.metricline.MetricLines;
import dev.monitor.metricline.MetricNames;

/**
 * A meter that knows what has happened since it was last asked.
 */
interface IntervalMeter {

	/**
	 * Add what has happened since the last call.
	 * @param lines the lines
	 * @param names names the numbers
	 * @param metric the meter's name with its tags
	 */
	void addTo(MetricLines lines, MetricNames names, String metric);

}
