package dev.monitor.metricline;

/**
 * How much an interval may write.
 *
 * @param lines the most lines, at least 1
 * @param lineLength the most characters that the numbers of a line take; a single longer
 * number has a line of its own
 */
public record MetricLimits(int lines, int lineLength) {

	/**
	 * The most meters that there are lines of.
	 */
	public static final int MOST_METERS = 2000;

}
