package dev.monitor.metricline.micrometer;

import java.util.function.ToDoubleFunction;

import dev.monitor.metricline.Delta;
import dev.monitor.metricline.MetricLines;
import dev.monitor.metricline.MetricNames;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionCounter;

/**
 * Function counter that knows the difference since the last line.
 *
 * @param <T> what is asked for the count
 */
final class IntervalFunctionCounter<T> extends CumulativeFunctionCounter<T> implements IntervalMeter {

	private final Delta delta = new Delta();

	IntervalFunctionCounter(Id id, T target, ToDoubleFunction<T> count) {
		super(id, target, count);
	}

	@Override
	public void addTo(MetricLines lines, MetricNames names, String metric) {
		this.delta.addTo(lines, names.name(metric, ""), count(), getId().getBaseUnit());
	}

}
