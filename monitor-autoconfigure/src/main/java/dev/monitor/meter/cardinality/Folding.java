package dev.monitor.meter.cardinality;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;

/**
 * Replaces values of tags.
 */
final class Folding {

	/**
	 * Stands for all values that have no place.
	 */
	static final String OTHER = "other";

	private Folding() {
	}

	static boolean isFolded(Meter.Id id) {
		for (Tag tag : id.getTagsAsIterable()) {
			if (tag.getValue().equals(OTHER)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Replace the value of a tag.
	 * @return the same id if it has no such tag or its value was replaced before
	 */
	static Meter.Id fold(Meter.Id id, String key) {
		String value = id.getTag(key);
		if (value == null || value.equals(OTHER)) {
			return id;
		}
		List<Tag> tags = new ArrayList<>();
		for (Tag tag : id.getTagsAsIterable()) {
			tags.add(tag.getKey().equals(key) ? Tag.of(key, OTHER) : tag);
		}
		return id.replaceTags(tags);
	}

}
