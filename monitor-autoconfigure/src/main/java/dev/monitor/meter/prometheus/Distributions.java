package dev.monitor.meter.prometheus;

import java.util.ArrayList;
import java.util.List;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;

/**
 * Timers and summaries of one name, some with buckets and some without. Micrometer 1.17
 * puts them into one metric, which then cannot be written. Counts and sums are kept,
 * buckets or quantiles go.
 */
final class Distributions {

	private Distributions() {
	}

	/**
	 * Tell whether a metric can be written.
	 */
	static boolean areAlike(MetricSnapshot snapshot) {
		Class<? extends DataPointSnapshot> type = type(snapshot);
		return snapshot.getDataPoints().stream().allMatch(type::isInstance);
	}

	/**
	 * Return a metric that can be written.
	 */
	static MetricSnapshot alike(MetricSnapshot snapshot) {
		if (areAlike(snapshot)) {
			return snapshot;
		}
		return (snapshot instanceof HistogramSnapshot) ? histogram(snapshot) : summary(snapshot);
	}

	private static Class<? extends DataPointSnapshot> type(MetricSnapshot snapshot) {
		if (snapshot instanceof HistogramSnapshot) {
			return HistogramDataPointSnapshot.class;
		}
		return (snapshot instanceof SummarySnapshot) ? SummaryDataPointSnapshot.class : DataPointSnapshot.class;
	}

	private static MetricSnapshot histogram(MetricSnapshot snapshot) {
		List<HistogramDataPointSnapshot> points = new ArrayList<>();
		for (DataPointSnapshot point : snapshot.getDataPoints()) {
			if (point instanceof HistogramDataPointSnapshot histogram) {
				points.add(histogram);
			}
			else if (point instanceof DistributionDataPointSnapshot other) {
				points.add(new HistogramDataPointSnapshot(
						ClassicHistogramBuckets.of(List.of(Double.POSITIVE_INFINITY), List.of(other.getCount())),
						other.getSum(), other.getLabels(), other.getExemplars(), other.getCreatedTimestampMillis()));
			}
		}
		return new HistogramSnapshot(snapshot.getMetadata(), points);
	}

	private static MetricSnapshot summary(MetricSnapshot snapshot) {
		List<SummaryDataPointSnapshot> points = new ArrayList<>();
		for (DataPointSnapshot point : snapshot.getDataPoints()) {
			if (point instanceof SummaryDataPointSnapshot summary) {
				points.add(summary);
			}
			else if (point instanceof DistributionDataPointSnapshot other) {
				points.add(new SummaryDataPointSnapshot(other.getCount(), other.getSum(), Quantiles.EMPTY,
						other.getLabels(), other.getExemplars(), other.getCreatedTimestampMillis()));
			}
		}
		return new SummarySnapshot(snapshot.getMetadata(), points);
	}

}
