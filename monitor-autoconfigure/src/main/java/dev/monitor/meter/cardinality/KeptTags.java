package dev.monitor.meter.cardinality;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Tags that keep their values when series are folded: those with the fewest values, as
 * many as there is room for their combinations. Immutable.
 *
 * @param keys their keys
 * @param limit most folded series while it is these
 */
record KeptTags(Set<String> keys, int limit) {

	/**
	 * Choose. A quarter of the room is left for a later choice, since a tag may turn out
	 * to have more values.
	 * @param series the series that have a place
	 * @param folded how many of them are folded
	 * @param most most folded series
	 */
	static KeptTags choose(Collection<Meter.Id> series, int folded, int most) {
		return choose(narrowestFirst(widths(series)), series, folded, most);
	}

	/**
	 * Give up at least the widest of these tags.
	 * @return what is left; {@code null} if each of these has one value only
	 */
	@Nullable KeptTags narrower(Collection<Meter.Id> series, int folded, int most) {
		Map<String, Integer> widths = widths(series);
		widths.keySet().retainAll(this.keys);
		List<String> keys = narrowestFirst(widths);
		boolean single = widths.values().stream().allMatch((width) -> width == 1);
		return single ? null : choose(keys.subList(0, keys.size() - 1), series, folded, most);
	}

	private static KeptTags choose(List<String> keys, Collection<Meter.Id> series, int folded, int most) {
		int reserve = (most - folded) / 4;
		int kept = keys.size();
		while (kept > 0 && isMoreThan(most - folded - reserve, keys.subList(0, kept), series)) {
			kept--;
		}
		return new KeptTags(Set.copyOf(keys.subList(0, kept)), most - reserve);
	}

	private static boolean isMoreThan(int room, List<String> keys, Collection<Meter.Id> series) {
		Set<List<Optional<String>>> combinations = new HashSet<>();
		for (Meter.Id id : series) {
			combinations.add(keys.stream().map((key) -> Optional.ofNullable(id.getTag(key))).toList());
			if (combinations.size() > room) {
				return true;
			}
		}
		return false;
	}

	private static List<String> narrowestFirst(Map<String, Integer> widths) {
		return widths.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
			.map(Map.Entry::getKey)
			.toList();
	}

	private static Map<String, Integer> widths(Collection<Meter.Id> series) {
		Map<String, Integer> widths = new HashMap<>();
		Set<Tag> tags = new HashSet<>();
		for (Meter.Id id : series) {
			for (Tag tag : id.getTagsAsIterable()) {
				if (tags.add(tag)) {
					widths.merge(tag.getKey(), 1, Integer::sum);
				}
			}
		}
		return widths;
	}

}
