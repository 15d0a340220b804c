package dev.monitor.meter.cardinality;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
	 * Replace the values of tags.
	 * @param folded tells by its key whether a value is to be replaced
	 */
	static Meter.Id fold(Meter.Id id, Predicate<String> folded) {
		List<Tag> tags = new ArrayList<>();
		for (Tag tag : id.getTagsAsIterable()) {
			tags.add(folded.test(tag.getKey()) ? Tag.of(tag.getKey(), OTHER) : tag);
		}
		return id.replaceTags(tags);
	}

}
