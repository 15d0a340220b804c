package dev.monitor.dashboard.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.monitor.dashboard.AccessLevel;
import dev.monitor.dashboard.PageData;
import dev.monitor.http.JsonObject;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.jspecify.annotations.Nullable;

/**
 * {@link PageData} of all meters by name, and of the series of one.
 *
 * @param registry has the meters
 */
public record MeterData(MeterRegistry registry) implements PageData {

	private static final int MAX_SERIES = 100;

	@Override
	public @Nullable JsonObject write(String selection, AccessLevel level) {
		return selection.isEmpty() ? names() : series(selection);
	}

	private JsonObject names() {
		TreeMap<String, Meter> first = new TreeMap<>();
		this.registry.getMeters().forEach((meter) -> first.putIfAbsent(meter.getId().getName(), meter));
		return new JsonObject().withArray("meters",
				first.values()
					.stream()
					.map((meter) -> new JsonObject().with("name", meter.getId().getName())
						.with("unit", meter.getId().getBaseUnit())
						.with("description", meter.getId().getDescription()))
					.toList());
	}

	private @Nullable JsonObject series(String name) {
		Collection<Meter> meters = this.registry.find(name).meters();
		if (meters.isEmpty()) {
			return null;
		}
		List<JsonObject> series = new ArrayList<>();
		meters.stream()
			.sorted(Comparator.comparing((meter) -> tags(meter)))
			.limit(MAX_SERIES)
			.forEach((meter) -> series.add(series(meter)));
		return new JsonObject().with("name", name).with("total", meters.size()).withArray("series", series);
	}

	private static JsonObject series(Meter meter) {
		JsonObject values = new JsonObject();
		for (Measurement measurement : meter.measure()) {
			values.withNumber(measurement.getStatistic().getTagValueRepresentation(), measurement.getValue());
		}
		return new JsonObject().with("tags", tags(meter)).withObject("values", values);
	}

	private static String tags(Meter meter) {
		return meter.getId()
			.getTags()
			.stream()
			.map((Tag tag) -> tag.getKey() + '=' + tag.getValue())
			.collect(Collectors.joining(", "));
	}

}
