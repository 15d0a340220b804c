package dev.monitor.meter.cardinality;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterFilter} that keeps the number of series bounded, and its own memory with
 * it. What a surplus counter, timer or summary counts goes to a series in which values of
 * tags are {@code other}, so that sums stay right. Surplus gauges, and meters that are
 * read from a function, are denied: they cannot be added up. Thread-safe.
 * <p>
 * Has to be the last filter, and to hear of the meters that were {@link #added(Meter)
 * added} and {@link #removed(Meter) removed}. A registry asks a filter once for each
 * series that has a place, and each time for one that has none.
 */
public final class CardinalityGuard implements MeterFilter {

	/**
	 * An application has some hundreds. Names that are made of values are a mistake which
	 * no folding can mend.
	 */
	static final int MOST_NAMES = 10_000;

	private final int maxSeries;

	private final List<TagLimit> tagLimits;

	private final FoldedSeries folded;

	private final @Nullable CardinalityGuard behind;

	private final Map<String, MeterSeries> meters = new ConcurrentHashMap<>();

	/**
	 * Create the guard of a registry.
	 * @param maxSeries most series with one name, at least 4
	 * @param tagLimits most values of single tags
	 * @param folded counts what is folded or denied
	 */
	public CardinalityGuard(int maxSeries, List<TagLimit> tagLimits, FoldedSeries folded) {
		this(maxSeries, tagLimits, folded, null);
	}

	private CardinalityGuard(int maxSeries, List<TagLimit> tagLimits, FoldedSeries folded,
			@Nullable CardinalityGuard behind) {
		this.maxSeries = maxSeries;
		this.tagLimits = List.copyOf(tagLimits);
		this.folded = folded;
		this.behind = behind;
		this.tagLimits.forEach((limit) -> folded.watch(limit.meter()));
	}

	/**
	 * Create a guard of a composite registry, the same as this one of the registries
	 * behind it.
	 * @param tagLimits most values of single tags
	 * @return a guard that reports nothing of meters that the registries do not want
	 */
	public CardinalityGuard ahead(List<TagLimit> tagLimits) {
		return new CardinalityGuard(this.maxSeries, tagLimits, this.folded, this);
	}

	@Override
	public Meter.Id map(Meter.Id id) {
		MeterSeries series = series(id.getName());
		if (series == null) {
			watch(Folding.OTHER);
			return id;
		}
		if (series.has(id)) {
			return id;
		}
		if (series.isHalfFull()) {
			watch(id.getName());
		}
		return series.isAdditive(id.getType()) ? place(series, id) : id;
	}

	private Meter.Id place(MeterSeries series, Meter.Id id) {
		Meter.Id limited = id;
		for (TagLimit limit : this.tagLimits) {
			limited = limit.apply(limited);
		}
		Meter.Id placed = series.admit(limited) ? limited : series.fold(limited);
		if (!placed.equals(id) && isWanted(series, id)) {
			watch(id.getName());
			this.folded.count(id.getName());
		}
		return placed;
	}

	/**
	 * Tell whether a registry has a meter of the name. Behind a composite its own filters
	 * may deny what the composite has.
	 */
	private boolean isWanted(MeterSeries series, Meter.Id id) {
		MeterSeries further = (this.behind != null) ? this.behind.meters.get(id.getName()) : null;
		return series.isWanted() && (further == null || further.isWanted());
	}

	private void watch(String meter) {
		if (this.behind != null) {
			this.folded.watchAhead(meter);
		}
		else {
			this.folded.watch(meter);
		}
	}

	// Filters that someone adds later may have changed the id, and this may run while a
	// registry holds its lock.
	@Override
	public MeterFilterReply accept(Meter.Id id) {
		if (id.syntheticAssociation() != null) {
			return MeterFilterReply.NEUTRAL;
		}
		MeterSeries series = series(id.getName());
		if (series != null && (series.isAdditive(id.getType()) || series.admit(id))) {
			return MeterFilterReply.NEUTRAL;
		}
		if (series == null || isWanted(series, id)) {
			this.folded.count((series != null) ? id.getName() : Folding.OTHER);
		}
		return MeterFilterReply.DENY;
	}

	/**
	 * Take note of a meter that a registry has now.
	 * @param meter the meter
	 */
	public void added(Meter meter) {
		MeterSeries series = this.meters.get(meter.getId().getName());
		if (series != null) {
			series.markWanted();
			if (meter instanceof FunctionCounter || meter instanceof FunctionTimer) {
				series.markFunction();
			}
		}
	}

	/**
	 * Free the place of a meter that a registry has no more.
	 * @param meter the meter
	 */
	public void removed(Meter meter) {
		this.meters.computeIfPresent(meter.getId().getName(), (name, series) -> {
			series.remove(meter.getId());
			return series.isEmpty() ? null : series;
		});
	}

	private @Nullable MeterSeries series(String name) {
		MeterSeries series = this.meters.get(name);
		return (series != null) ? series : newSeries(name);
	}

	private synchronized @Nullable MeterSeries newSeries(String name) {
		MeterSeries series = this.meters.get(name);
		if (series == null && this.meters.size() < MOST_NAMES) {
			series = new MeterSeries(this.maxSeries);
			this.meters.put(name, series);
		}
		return series;
	}

	/**
	 * Return how many series have a place.
	 */
	int size() {
		return this.meters.values().stream().mapToInt(MeterSeries::size).sum();
	}

}
