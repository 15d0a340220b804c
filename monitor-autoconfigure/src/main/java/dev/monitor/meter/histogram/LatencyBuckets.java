package dev.monitor.meter.histogram;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/**
 * {@link MeterFilter} that gives timers a histogram of few buckets, unless anyone has
 * chosen percentiles, objectives, or a histogram or none: Prometheus shows no percentile
 * of a timer that has buckets. Has to be the last filter, to know what others chose.
 */
public final class LatencyBuckets implements MeterFilter {

	private final Set<String> meters;

	private final DistributionStatisticConfig histogram;

	/**
	 * Create the filter.
	 * @param meters names of the timers
	 * @param buckets upper bounds of the buckets; none for no histogram
	 */
	public LatencyBuckets(Collection<String> meters, List<Duration> buckets) {
		this.meters = buckets.isEmpty() ? Set.of() : Set.copyOf(meters);
		this.histogram = DistributionStatisticConfig.builder()
			.serviceLevelObjectives(buckets.stream().mapToDouble(Duration::toNanos).toArray())
			.build();
	}

	@Override
	public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
		boolean concerned = id.getType() == Meter.Type.TIMER && this.meters.contains(id.getName());
		return (concerned && !isChosen(config)) ? this.histogram.merge(config) : config;
	}

	private static boolean isChosen(DistributionStatisticConfig config) {
		double[] percentiles = config.getPercentiles();
		return config.isPercentileHistogram() != null || config.getServiceLevelObjectiveBoundaries() != null
				|| (percentiles != null && percentiles.length > 0);
	}

}
