package dev.monitor.meter.prometheus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.jspecify.annotations.Nullable;

/**
 * What can be had of a scrape that fails as a whole. Not thread-safe.
 */
final class Pieces {

	private final Map<String, List<MetricSnapshot>> snapshots = new TreeMap<>();

	private final Set<String> failures = new LinkedHashSet<>();

	/**
	 * Tell whether a scrape can be written as a whole.
	 */
	static boolean isWhole(MetricSnapshots snapshots) {
		MetricSnapshot before = null;
		for (MetricSnapshot snapshot : snapshots) {
			boolean same = before != null && name(before).equals(name(snapshot));
			if (same || !Distributions.areAlike(snapshot)) {
				return false;
			}
			before = snapshot;
		}
		return true;
	}

	/**
	 * Take what a collector gives, as far as it can be read and fits to what was there.
	 */
	void add(Supplier<Iterable<MetricSnapshot>> collector) {
		try {
			for (MetricSnapshot snapshot : collector.get()) {
				add(Distributions.alike(snapshot));
			}
		}
		catch (RuntimeException | LinkageError ex) {
			this.failures.add(String.valueOf(ex.getMessage()));
		}
	}

	private void add(MetricSnapshot snapshot) {
		List<MetricSnapshot> same = new ArrayList<>(this.snapshots.getOrDefault(name(snapshot), List.of()));
		same.add(snapshot);
		String problem = problem(same);
		if (problem == null) {
			this.snapshots.put(name(snapshot), same);
		}
		else {
			this.failures.add(problem);
		}
	}

	private static @Nullable String problem(List<MetricSnapshot> same) {
		Set<Labels> labels = new HashSet<>();
		for (MetricSnapshot each : same) {
			if (!each.getClass().equals(same.get(0).getClass())) {
				return name(each) + " has several types";
			}
			for (DataPointSnapshot point : each.getDataPoints()) {
				if (!labels.add(point.getLabels())) {
					return name(each) + " has several values with the same labels";
				}
			}
		}
		return null;
	}

	private static String name(MetricSnapshot snapshot) {
		return snapshot.getMetadata().getPrometheusName();
	}

	/**
	 * Tell whether there is a metric of the name, or one whose name begins with it.
	 */
	boolean has(String name) {
		return this.snapshots.containsKey(name)
				|| this.snapshots.keySet().stream().anyMatch((each) -> each.startsWith(name + '_'));
	}

	Collection<MetricSnapshot> snapshots() {
		return this.snapshots.values().stream().flatMap(List::stream).toList();
	}

	Set<String> failures() {
		return this.failures;
	}

}
