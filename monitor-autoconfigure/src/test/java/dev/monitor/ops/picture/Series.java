package dev.monitor.ops.picture;

import java.util.Map;

/**
 * A line of a panel.
 *
 * @param name what the legend calls it
 * @param labels its labels
 * @param times seconds since 1970
 * @param values the value at each of them
 */
@SuppressWarnings("ArrayRecordComponent")
record Series(String name, Map<String, String> labels, double[] times, double[] values) {

	double last() {
		return (this.values.length > 0) ? this.values[this.values.length - 1] : Double.NaN;
	}

}
