package dev.monitor.meter.cardinality;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The series of one meter that have a place. Of all places one in ten, and two at least,
 * is kept for folded series, and one for the last, which has only the tags that all
 * series have in common and takes whatever finds no other place. Thread-safe; looking for
 * a series that has a place takes no lock.
 */
final class MeterSeries {

	private final int mostPlain;

	private final int mostFolded;

	private final Set<Meter.Id> plain = ConcurrentHashMap.newKeySet();

	private final Set<Meter.Id> folded = ConcurrentHashMap.newKeySet();

	private volatile @Nullable KeptTags kept;

	/**
	 * What the last series has: there is one once the places for folded ones are used up.
	 */
	private @Nullable List<Tag> common;

	private volatile boolean function;

	private volatile boolean wanted;

	/**
	 * Create without any series.
	 * @param most number of places, at least 4
	 */
	MeterSeries(int most) {
		this.mostFolded = Math.max(2, most / 10);
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
		KeptTags kept = this.kept;
		int most = (kept != null) ? kept.limit() : this.mostFolded - this.mostFolded / 4;
		return has(id) || (Folding.isFolded(id) && add(id, this.folded, most)) || add(id, this.plain, this.mostPlain);
	}

	/**
	 * Return the series that takes what a series without a place would have taken.
	 */
	Meter.Id fold(Meter.Id id) {
		KeptTags kept = this.kept;
		Meter.Id folded = (kept != null) ? fold(id, kept) : id;
		return has(folded) ? folded : place(id);
	}

	private static Meter.Id fold(Meter.Id id, KeptTags kept) {
		return Folding.fold(id, (key) -> !kept.keys().contains(key));
	}

	private synchronized Meter.Id place(Meter.Id id) {
		if (this.common != null) {
			return last(id, this.common, List.of(id));
		}
		KeptTags kept = this.kept;
		if (kept == null) {
			kept = KeptTags.choose(series(), this.folded.size(), this.mostFolded);
		}
		while (kept != null) {
			this.kept = kept;
			Meter.Id folded = fold(id, kept);
			if (add(folded, this.folded, kept.limit())) {
				return folded;
			}
			kept = kept.narrower(series(), this.folded.size(), this.mostFolded);
		}
		return last(id, id.getTags(), series());
	}

	private Meter.Id last(Meter.Id id, List<Tag> tags, Collection<Meter.Id> series) {
		List<Tag> common = tags.stream()
			.filter((tag) -> series.stream().allMatch((each) -> tag.getValue().equals(each.getTag(tag.getKey()))))
			.toList();
		this.common = common;
		Meter.Id last = id.replaceTags(common);
		this.folded.add(last);
		return last;
	}

	private List<Meter.Id> series() {
		List<Meter.Id> series = new ArrayList<>(this.plain);
		series.addAll(this.folded);
		return series;
	}

	private synchronized boolean add(Meter.Id id, Set<Meter.Id> places, int most) {
		return has(id) || (places.size() < most && places.add(id));
	}

	synchronized void remove(Meter.Id id) {
		this.plain.remove(id);
		this.folded.remove(id);
		if (!isHalfFull()) {
			this.kept = null;
			this.common = null;
		}
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
