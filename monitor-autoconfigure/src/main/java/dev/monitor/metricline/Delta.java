package dev.monitor.metricline;

import org.jspecify.annotations.Nullable;

/**
 * By how much a total has grown since the last line. Not thread-safe.
 */
public final class Delta {

	private double last;

	/**
	 * Add the difference to the lines. Nothing is said of no difference: it adds nothing
	 * to the sum.
	 * @param lines the lines
	 * @param name full name of the number
	 * @param total the total now
	 * @param unit the unit
	 */
	public void addTo(MetricLines lines, String name, double total, @Nullable String unit) {
		double difference = to(total);
		if (difference > 0) {
			lines.add(MetricType.COUNT, name, difference, unit);
		}
	}

	/**
	 * Look at the total.
	 * @param total the total now
	 * @return the difference since the last look; after a reset, what has come together
	 * since then. {@code NaN} if the total is none, which is no look
	 */
	double to(double total) {
		if (!Double.isFinite(total)) {
			return Double.NaN;
		}
		double difference = (total >= this.last) ? total - this.last : total;
		this.last = total;
		return difference;
	}

}
