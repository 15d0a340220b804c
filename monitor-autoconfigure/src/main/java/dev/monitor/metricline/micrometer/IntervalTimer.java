package dev.monitor.metricline.micrometer;

import java.util.concurrent.TimeUnit;

import dev.monitor.metricline.IntervalHistogram;
import dev.monitor.metricline.MetricLines;
import dev.monitor.metricline.MetricNames;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;

/**
 * Timer that keeps an interval's durations apart, in milliseconds.
 */
final class IntervalTimer extends CumulativeTimer implements IntervalMeter {

	private static final double NANOS = (double) MetricLinesRegistry.LINE_TIME_UNIT.toNanos(1);

	private final IntervalHistogram interval = new IntervalHistogram();

	IntervalTimer(Id id, Clock clock, PauseDetector pauseDetector) {
		super(id, clock, DistributionStatisticConfig.DEFAULT, pauseDetector, MetricLinesRegistry.BASE_TIME_UNIT, false);
	}

	@Override
	protected void recordNonNegative(long amount, TimeUnit unit) {
		super.recordNonNegative(amount, unit);
		this.interval.record(unit.toNanos(amount) / NANOS);
	}

	@Override
	public void addTo(MetricLines lines, MetricNames names, String metric) {
		this.interval.take().addTo(lines, names, metric, MetricLinesRegistry.LINE_TIME_UNIT_SYMBOL);
	}

}
