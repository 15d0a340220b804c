package dev.monitor.metricline.micrometer;

import dev.monitor.metricline.IntervalHistogram;
import dev.monitor.metricline.MetricLines;
import dev.monitor.metricline.MetricNames;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.cumulative.CumulativeDistributionSummary;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/**
 * Distribution summary that keeps an interval's amounts apart.
 */
final class IntervalSummary extends CumulativeDistributionSummary implements IntervalMeter {

	private final IntervalHistogram interval = new IntervalHistogram();

	IntervalSummary(Id id, Clock clock, double scale) {
		super(id, clock, DistributionStatisticConfig.DEFAULT, scale, false);
	}

	@Override
	protected void recordNonNegative(double amount) {
		super.recordNonNegative(amount);
		this.interval.record(amount);
	}

	@Override
	public void addTo(MetricLines lines, MetricNames names, String metric) {
		this.interval.take().addTo(lines, names, metric, getId().getBaseUnit());
	}

}
