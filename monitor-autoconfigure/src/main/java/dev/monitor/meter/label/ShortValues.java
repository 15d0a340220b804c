package dev.monitor.meter.label;

import java.util.List;
import java.util.stream.StreamSupport;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * {@link MeterFilter} that cuts long values of tags. Stateless.
 */
public final class ShortValues implements MeterFilter {

	/**
	 * In UTF-8 less than the 2048 bytes that Grafana Mimir takes by default.
	 */
	static final int MOST_CHARACTERS = 500;

	private static final String END = "...";

	@Override
	public Meter.Id map(Meter.Id id) {
		for (Tag tag : id.getTagsAsIterable()) {
			if (isLong(tag)) {
				return id.replaceTags(cut(id));
			}
		}
		return id;
	}

	private static List<Tag> cut(Meter.Id id) {
		return StreamSupport.stream(id.getTagsAsIterable().spliterator(), false)
			.map((tag) -> isLong(tag) ? Tag.of(tag.getKey(), cut(tag.getValue())) : tag)
			.toList();
	}

	private static boolean isLong(Tag tag) {
		return tag.getValue().length() > MOST_CHARACTERS;
	}

	private static String cut(String value) {
		int end = MOST_CHARACTERS - END.length();
		// half a character is no text
		return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end) + END;
	}

}
