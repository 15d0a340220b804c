package dev.monitor.meter.histogram;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LatencyBuckets}.
 */
class LatencyBucketsTests {

	private static final List<Duration> BUCKETS = List.of(Duration.ofMillis(5), Duration.ofSeconds(60));

	private final MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	@Test
	void timersOfTheNameHaveTheBuckets() {
		filter(BUCKETS);
		assertThat(buckets(Timer.builder("requests"))).containsExactly(5.0, 60_000.0);
		assertThat(buckets(Timer.builder("requests.active"))).isEmpty();
		assertThat(this.registry.summary("requests.summary").takeSnapshot().histogramCounts()).isEmpty();
	}

	@Test
	void whoRecordsMayWantOthers() {
		filter(BUCKETS);
		assertThat(buckets(Timer.builder("requests").serviceLevelObjectives(Duration.ofMillis(7))))
			.containsExactly(7.0);
	}

	@Test
	void aFullHistogramHasNoFurtherBuckets() {
		filter(List.of(Duration.ofNanos(5_123_456)));
		assertThat(buckets(Timer.builder("requests").publishPercentileHistogram())).hasSizeGreaterThan(60)
			.doesNotContain(5.123456);
	}

	@Test
	void noBucketsAreNoHistogram() {
		filter(List.of());
		assertThat(buckets(Timer.builder("requests"))).isEmpty();
	}

	private void filter(List<Duration> buckets) {
		this.registry.config()
			.meterFilter(new LatencyBuckets(Set.of("requests", "requests.summary"), buckets, Map.of()));
	}

	private List<Double> buckets(Timer.Builder timer) {
		CountAtBucket[] counts = timer.register(this.registry).takeSnapshot().histogramCounts();
		return Arrays.stream(counts)
			.filter((count) -> Double.isFinite(count.bucket()))
			.map((count) -> count.bucket(TimeUnit.MILLISECONDS))
			.toList();
	}

}
