package dev.monitor.metricline.micrometer;

import java.util.Map;
import java.util.TreeMap;

import dev.monitor.metricline.MetricLines;
import dev.monitor.metricline.MetricNames;
import dev.monitor.metricline.MetricReader;
import dev.monitor.metricline.MetricType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link MetricReader} of a registry's meters, those of one name in a group. Tags are
 * part of the name, since readers of metric lines know no others. Not thread-safe.
 */
public final class MeterReader implements MetricReader {

	private static final Logger logger = LoggerFactory.getLogger(MeterReader.class);

	/**
	 * What Micrometer's own instrumentation puts into a tag that does not apply.
	 */
	private static final String NONE = "none";

	private final MetricLinesRegistry registry;

	private final MetricNames names;

	private final Map<String, String> commonTags;

	private boolean failed;

	/**
	 * Create the reader.
	 * @param registry holds the meters to tell of
	 * @param names names the numbers
	 * @param commonTags tags that all meters have; the names leave them out, for they
	 * have places of their own there
	 */
	public MeterReader(MetricLinesRegistry registry, MetricNames names, Map<String, String> commonTags) {
		this.registry = registry;
		this.names = names;
		this.commonTags = Map.copyOf(commonTags);
	}

	@Override
	public void read(MetricLines lines) {
		lines.leaveOut(this.registry.takeRefused());
		Map<String, Meter> meters = new TreeMap<>();
		for (Meter meter : this.registry.getMeters()) {
			if (meters.putIfAbsent(this.names.name(metric(meter.getId()), ""), meter) != null) {
				lines.leaveOut();
			}
		}
		String group = "";
		for (Meter meter : meters.values()) {
			if (!group.equals(meter.getId().getName())) {
				lines.endGroup();
				group = meter.getId().getName();
			}
			if (lines.isFull()) {
				lines.leaveOut();
			}
			else {
				guard(meter, lines);
			}
		}
	}

	private void guard(Meter meter, MetricLines lines) {
		try {
			read(meter, lines);
		}
		catch (Throwable ex) {
			if (!this.failed) {
				this.failed = true;
				logger.warn("Meter {} could not be read; further failures are not reported", meter.getId(), ex);
			}
		}
	}

	private void read(Meter meter, MetricLines lines) {
		String metric = metric(meter.getId());
		if (meter instanceof IntervalMeter intervalMeter) {
			intervalMeter.addTo(lines, this.names, metric);
		}
		else if (meter instanceof LongTaskTimer timer) {
			lines.add(MetricType.SAMPLE, this.names.name(metric, ""), timer.activeTasks(), null);
		}
		else if (meter instanceof TimeGauge gauge) {
			lines.add(MetricType.SAMPLE, this.names.name(metric, ""), gauge.value(MetricLinesRegistry.LINE_TIME_UNIT),
					MetricLinesRegistry.LINE_TIME_UNIT_SYMBOL);
		}
		else if (meter instanceof Gauge gauge) {
			lines.add(MetricType.SAMPLE, this.names.name(metric, ""), gauge.value(), meter.getId().getBaseUnit());
		}
	}

	/**
	 * Return a meter's name with its tags, as in {@code jvm.memory.used.area_heap}.
	 */
	private String metric(Meter.Id id) {
		StringBuilder metric = new StringBuilder(id.getName());
		for (Tag tag : id.getTagsAsIterable()) {
			if (!NONE.equals(tag.getValue()) && !tag.getValue().equals(this.commonTags.get(tag.getKey()))) {
				metric.append('.').append(MetricNames.segment(tag.getKey() + '_' + tag.getValue()));
			}
		}
		return metric.toString();
	}

}
