package dev.monitor.port.metrics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.monitor.http.JsonObject;
import dev.monitor.port.Word;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value of a meter. Lines are in the order of their names and tags.
 *
 * @param name name of the meter, followed by that of the statistic if it has several
 * @param tags its tags in braces, empty if it has none
 * @param value its value, without an exponent
 */
record MeterLine(String name, String tags, String value) implements Comparable<MeterLine> {

	private static final Logger logger = LoggerFactory.getLogger(MeterLine.class);

	private static final Comparator<MeterLine> ORDER = Comparator.comparing(MeterLine::name)
		.thenComparing(MeterLine::tags)
		.thenComparing(MeterLine::value);

	/**
	 * Read a meter.
	 * @return a line for each of its values that is a number, none where it fails
	 */
	static List<MeterLine> of(Meter meter) {
		List<Measurement> measurements = measurements(meter);
		String name = Word.of(meter.getId().getName());
		String tags = tags(meter.getId().getTags());
		List<MeterLine> lines = new ArrayList<>();
		for (Measurement measurement : measurements) {
			double value = read(meter, measurement);
			if (Double.isFinite(value)) {
				String statistic = "." + measurement.getStatistic().getTagValueRepresentation();
				lines.add(new MeterLine((measurements.size() > 1) ? name + statistic : name, tags, plain(value)));
			}
		}
		return lines;
	}

	/**
	 * Micrometer guards gauges, but not meters that are the application's own.
	 */
	private static List<Measurement> measurements(Meter meter) {
		List<Measurement> measurements = new ArrayList<>();
		try {
			meter.measure().forEach(measurements::add);
		}
		catch (Throwable ex) {
			logger.debug("Meter {} failed", meter.getId(), ex);
		}
		return measurements;
	}

	private static double read(Meter meter, Measurement measurement) {
		try {
			return measurement.getValue();
		}
		catch (Throwable ex) {
			logger.debug("Meter {} failed", meter.getId(), ex);
			return Double.NaN;
		}
	}

	private static String plain(double value) {
		return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
	}

	private static String tags(List<Tag> tags) {
		return tags.isEmpty() ? ""
				: tags.stream()
					.map((tag) -> Word.of(tag.getKey()) + '=' + JsonObject.quote(tag.getValue()))
					.collect(Collectors.joining(",", "{", "}"));
	}

	@Override
	public int compareTo(MeterLine other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.name + this.tags + ' ' + this.value;
	}

}
