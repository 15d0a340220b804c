package dev.monitor.meter.histogram;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterFilter} that gives timers a histogram of few buckets, unless anyone has
 * chosen percentiles, objectives, or a histogram or none: Prometheus shows no percentile
 * of a timer that has buckets. A timer with an objective gets one more bucket, beside
 * those that anyone has chosen too, but not in place of percentiles. Has to be the last
 * filter, to know what others chose.
 */
public final class LatencyBuckets implements MeterFilter {

	private final Set<String> meters;

	private final DistributionStatisticConfig histogram;

	private final Map<String, Duration> objectives;

	/**
	 * Create the filter.
	 * @param meters names of the timers
	 * @param buckets upper bounds of the buckets; none for no histogram
	 * @param objectives upper bounds of one bucket more, by names of timers
	 */
	public LatencyBuckets(Collection<String> meters, List<Duration> buckets, Map<String, Duration> objectives) {
		this.meters = buckets.isEmpty() ? Set.of() : Set.copyOf(meters);
		this.histogram = DistributionStatisticConfig.builder()
			.serviceLevelObjectives(buckets.stream().mapToDouble(Duration::toNanos).toArray())
			.build();
		this.objectives = Map.copyOf(objectives);
	}

	@Override
	public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
		if (id.getType() != Meter.Type.TIMER) {
			return config;
		}
		boolean concerned = this.meters.contains(id.getName()) && !isChosen(config);
		return withObjective(this.objectives.get(id.getName()), concerned ? this.histogram.merge(config) : config);
	}

	private static DistributionStatisticConfig withObjective(@Nullable Duration objective,
			DistributionStatisticConfig config) {
		double[] buckets = config.getServiceLevelObjectiveBoundaries();
		boolean unwanted = buckets == null && Boolean.FALSE.equals(config.isPercentileHistogram());
		if (objective == null || unwanted || hasPercentiles(config)) {
			return config;
		}
		DoubleStream all = (buckets != null) ? DoubleStream.of(buckets) : DoubleStream.empty();
		return DistributionStatisticConfig.builder()
			.serviceLevelObjectives(
					DoubleStream.concat(all, DoubleStream.of(objective.toNanos())).distinct().sorted().toArray())
			.build()
			.merge(config);
	}

	private static boolean isChosen(DistributionStatisticConfig config) {
		return config.isPercentileHistogram() != null || config.getServiceLevelObjectiveBoundaries() != null
				|| hasPercentiles(config);
	}

	private static boolean hasPercentiles(DistributionStatisticConfig config) {
		double[] percentiles = config.getPercentiles();
		return percentiles != null && percentiles.length > 0;
	}

}
