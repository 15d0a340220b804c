package dev.monitor.metricline;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the numbers of one interval after the other to the logger {@code metric}, at level
 * info. Thread-safe; never throws.
 */
public final class MetricLog {

	private static final Logger logger = LoggerFactory.getLogger(MetricLog.class);

	private static final Logger events = LoggerFactory.getLogger("metric");

	private final MetricSource source;

	private final MetricStyle style;

	private final MetricLimits limits;

	private final List<MetricReader> readers;

	private int leftOut;

	private boolean failed;

	/**
	 * Create the log.
	 * @param source where the numbers come from
	 * @param style how to write them
	 * @param limits how many to write
	 * @param readers know the numbers, in the order in which they are written
	 */
	public MetricLog(MetricSource source, MetricStyle style, MetricLimits limits, List<MetricReader> readers) {
		this.source = source;
		this.style = style;
		this.limits = limits;
		this.readers = List.copyOf(readers);
	}

	/**
	 * Write the lines of the interval that ends now.
	 */
	public synchronized void write() {
		if (!events.isInfoEnabled()) {
			return;
		}
		MetricLines lines = new MetricLines(this.style, this.limits, this::log);
		for (MetricReader reader : this.readers) {
			try {
				reader.read(lines);
				lines.endGroup();
			}
			catch (Throwable ex) {
				report(ex);
			}
		}
		report(lines.leftOut());
	}

	private void log(List<MetricValue> values) {
		MetricEvent event = new MetricEvent(this.source, this.style, values);
		events.info(event, event.message());
	}

	private void report(Throwable failure) {
		if (!this.failed) {
			this.failed = true;
			logger.warn("Some numbers could not be read for metric lines; further failures are not reported", failure);
		}
	}

	/**
	 * Say how many meters were left out, unless the last time it was as many.
	 */
	private void report(int leftOut) {
		if (leftOut > 0 && leftOut != this.leftOut) {
			logger.warn(
					"Meters without a metric line: {}. An interval has at most {} lines of {} meters, and names must differ: "
							+ "narrow monitor.metric-lines.include or raise monitor.metric-lines.max-lines",
					leftOut, this.limits.lines(), MetricLimits.MOST_METERS);
		}
		this.leftOut = leftOut;
	}

}
