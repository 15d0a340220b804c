package dev.monitor.meter.cardinality;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The series of one meter that have a place. Of all places one in ten is kept for folded
 * series, in which as few values as possible were replaced, and one for the series
 * without any tag, which takes whatever finds no other place. Thread-safe; looking for a
 * series that has a place takes no lock.
 */
final class MeterSeries {

	private final int mostPlain;

	private final int mostFolded;

	private final Set<Meter.Id> plain = ConcurrentHashMap.newKeySet();

	private final Set<Meter.Id> folded = ConcurrentHashMap.newKeySet();

	private volatile @Nullable List<String> widestFirst;

	private volatile boolean function;

	private volatile boolean wanted;

	/**
	 * Create without any series.
	 * @param most number of places, at least 2
	 */
	MeterSeries(int most) {
		this.mostFolded = most / 10;
		this.mostPlain = most - this.mostFolded - 1;
	}

	boolean has(Meter.Id id) {
		return this.plain.contains(id) || this.folded.contains(id);
	}

	/**
	 * Give a series a place. One that the guard of a composite registry has folded takes
	 * a place of those that are kept for folded ones here too.
	 * @return whether it has one now
	 */
	boolean admit(Meter.Id id) {
		return has(id) || (Folding.isFolded(id) && add(id, this.folded, this.mostFolded))
				|| add(id, this.plain, this.mostPlain);
	}

	/**
	 * Return the series that takes what a series without a place would have taken.
	 */
	Meter.Id fold(Meter.Id id) {
		Meter.Id folded = id;
		for (String key : widestFirst()) {
			Meter.Id before = folded;
			folded = Folding.fold(folded, key);
			if (!folded.equals(before) && (has(folded) || add(folded, this.folded, this.mostFolded))) {
				return folded;
			}
		}
		Meter.Id last = id.replaceTags(Tags.empty());
		this.folded.add(last);
		return last;
	}

	private synchronized boolean add(Meter.Id id, Set<Meter.Id> places, int most) {
		return has(id) || (places.size() < most && places.add(id));
	}

	synchronized void remove(Meter.Id id) {
		this.plain.remove(id);
		this.folded.remove(id);
		this.widestFirst = null;
	}

	/**
	 * Return the tags that any series has, those with the most values first. It stays the
	 * same while all places are taken, so that a series is always folded into the same
	 * one.
	 */
	private List<String> widestFirst() {
		List<String> keys = this.widestFirst;
		if (keys == null) {
			Map<String, Set<String>> values = new HashMap<>();
			for (Meter.Id id : this.plain) {
				for (Tag tag : id.getTagsAsIterable()) {
					values.computeIfAbsent(tag.getKey(), (key) -> new HashSet<>()).add(tag.getValue());
				}
			}
			Comparator<Map.Entry<String, Set<String>>> width = Comparator
				.comparingInt((entry) -> entry.getValue().size());
			keys = values.entrySet()
				.stream()
				.sorted(width.reversed().thenComparing(Map.Entry::getKey))
				.map(Map.Entry::getKey)
				.toList();
			this.widestFirst = keys;
		}
		return keys;
	}

	/**
	 * Return whether half of the places are taken.
	 */
	boolean isHalfFull() {
		return this.plain.size() >= this.mostPlain / 2;
	}

	boolean isEmpty() {
		return this.plain.isEmpty() && this.folded.isEmpty();
	}

	int size() {
		return this.plain.size() + this.folded.size();
	}

	/**
	 * Remember that a registry has a series: others may deny them all after they were
	 * given a place.
	 */
	void markWanted() {
		if (!this.wanted) {
			this.wanted = true;
		}
	}

	boolean isWanted() {
		return this.wanted;
	}

	/**
	 * Remember that the meter is read from a function: two of them cannot share a series.
	 */
	void markFunction() {
		this.function = true;
	}

	/**
	 * Return whether what two series took can be taken by one.
	 */
	boolean isAdditive(Meter.Type type) {
		return !this.function && type != Meter.Type.GAUGE && type != Meter.Type.OTHER;
	}

}
