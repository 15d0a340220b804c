package dev.monitor.meter.label;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link MeterFilter} that renames the tags {@code job} and {@code instance} to
 * {@code exported_job} and {@code exported_instance}, as a Prometheus server does when it
 * scrapes them: these labels are its own. Thread-safe.
 */
public final class ReservedLabels implements MeterFilter {

	private static final Logger logger = LoggerFactory.getLogger(ReservedLabels.class);

	private static final Map<String, String> NAMES = Map.of("job", "exported_job", "instance", "exported_instance");

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	@Override
	public Meter.Id map(Meter.Id id) {
		for (Tag tag : id.getTagsAsIterable()) {
			if (NAMES.containsKey(tag.getKey())) {
				warn(tag.getKey(), id.getName());
				return id.replaceTags(renamed(id));
			}
		}
		return id;
	}

	private static List<Tag> renamed(Meter.Id id) {
		return StreamSupport.stream(id.getTagsAsIterable().spliterator(), false)
			.map((tag) -> Tag.of(NAMES.getOrDefault(tag.getKey(), tag.getKey()), tag.getValue()))
			.toList();
	}

	private void warn(String key, String meter) {
		if (this.warned.add(key)) {
			logger.warn(
					"Tag '{}' of meter '{}' is exported as '{}', since the label '{}' belongs to the scraper; give "
							+ "the tag another name. Further meters with it are not reported",
					key, meter, NAMES.get(key), key);
		}
	}

}
