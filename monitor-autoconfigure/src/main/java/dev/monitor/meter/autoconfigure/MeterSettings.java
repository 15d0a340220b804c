package dev.monitor.meter.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.monitor.meter.cardinality.TagLimit;
import dev.monitor.meter.objective.LatencyObjective;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.property.PropertyRange;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * What the properties of meters come to.
 */
final class MeterSettings {

	private static final String PREFIX = "monitor.metrics.";

	private static final PropertyRange<Integer> SERIES = new PropertyRange<>(10, 100_000);

	private static final PropertyRange<Integer> CLIENT_NAMES = new PropertyRange<>(0, 100_000);

	private static final Duration LONGEST_BUCKET = Duration.ofDays(1);

	private final MeterProperties properties;

	private final Environment environment;

	MeterSettings(MeterProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	int maxSeries() {
		return SERIES.require(PREFIX + "max-series", this.properties.getMaxSeries(),
				"Set it to a number of series in that range; every name of a meter may have as many.");
	}

	List<Duration> buckets() {
		List<Duration> buckets = this.properties.getBuckets();
		for (Duration bucket : buckets) {
			boolean tooLong = bucket.compareTo(LONGEST_BUCKET) > 0;
			if (tooLong || bucket.isNegative() || bucket.isZero()) {
				throw new InvalidPropertyException(PREFIX + "buckets", bucket,
						tooLong ? "is longer than 1d" : "is not longer than zero",
						"List the upper bounds of the buckets, such as 5ms,50ms,500ms,5s.");
			}
		}
		return buckets;
	}

	/**
	 * Return the threshold of an objective by the name of the timer that is measured with
	 * it.
	 */
	Map<String, Duration> objectives(@Nullable LatencyObjective latency) {
		return (latency != null) ? Map.of(serverRequests(), latency.threshold()) : Map.of();
	}

	List<String> timersWithBuckets() {
		return List.of(serverRequests(), clientRequests(), "monitor.concurrency.wait");
	}

	/**
	 * One place of those that Spring Boot gives to uris is for {@code other}: were it
	 * missing, Boot would deny that series.
	 */
	List<TagLimit> tagLimits() {
		int clientNames = CLIENT_NAMES.require(PREFIX + "max-client-names", this.properties.getMaxClientNames(),
				"Set it to a number of hosts in that range.");
		return List.of(new TagLimit(serverRequests(), "uri", maxUris("server") - 1),
				new TagLimit(clientRequests(), "uri", maxUris("client") - 1),
				new TagLimit(clientRequests(), "client.name", clientNames));
	}

	private int maxUris(String side) {
		return this.environment.getProperty("management.metrics.web." + side + ".max-uri-tags", Integer.class, 100);
	}

	/**
	 * Return the name of the timer of requests.
	 */
	String serverRequests() {
		return this.environment.getProperty("management.observations.http.server.requests.name",
				"http.server.requests");
	}

	private String clientRequests() {
		return this.environment.getProperty("management.observations.http.client.requests.name",
				"http.client.requests");
	}

}
