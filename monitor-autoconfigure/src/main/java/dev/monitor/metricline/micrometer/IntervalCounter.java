package dev.monitor.metricline.micrometer;

import dev.monitor.metricline.Delta;
import dev.monitor.metricline.MetricLines;
import dev.monitor.metricline.MetricNames;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;

/**
 * Counter that knows the difference since the last line.
 */
final class IntervalCounter extends CumulativeCounter implements IntervalMeter {

	private final Delta delta = new Delta();

	IntervalCounter(Id id) {
		super(id);
	}

	@Override
	public void addTo(MetricLines lines, MetricNames names, String metric) {
		this.delta.addTo(lines, names.name(metric, ""), count(), getId().getBaseUnit());
	}

}
