package dev.monitor.metricline.micrometer;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import dev.monitor.metricline.Delta;
import dev.monitor.metricline.MetricLines;
import dev.monitor.metricline.MetricNames;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionTimer;

/**
 * Function timer that knows how many durations have come since the last line. It sees no
 * single one, so it knows no quantiles.
 *
 * @param <T> what is asked for the count
 */
final class IntervalFunctionTimer<T> extends CumulativeFunctionTimer<T> implements IntervalMeter {

	private final Delta delta = new Delta();

	IntervalFunctionTimer(Id id, T target, ToLongFunction<T> count, ToDoubleFunction<T> totalTime, TimeUnit unit) {
		super(id, target, count, totalTime, unit, MetricLinesRegistry.BASE_TIME_UNIT);
	}

	@Override
	public void addTo(MetricLines lines, MetricNames names, String metric) {
		this.delta.addTo(lines, names.name(metric, ""), count(), null);
	}

}
