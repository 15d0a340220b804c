package dev.monitor.meter.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of what all meters have in common.
 */
@ConfigurationProperties("monitor.metrics")
public class MeterProperties {

	/**
	 * Most series with one name. What further ones count goes to a series in which values
	 * of tags are "other".
	 */
	private int maxSeries = 1000;

	/**
	 * Most values of the tag "client.name" of http.client.requests, the hosts that the
	 * application calls. Further ones are "other".
	 */
	private int maxClientNames = 100;

	/**
	 * Upper bounds of the buckets in which durations of requests are counted; empty for
	 * no histogram. The properties "management.metrics.distribution.*" come first.
	 */
	private List<Duration> buckets = List.of(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
			Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
			Duration.ofMillis(750), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5),
			Duration.ofSeconds(15));

	public int getMaxSeries() {
		return this.maxSeries;
	}

	public void setMaxSeries(int maxSeries) {
		this.maxSeries = maxSeries;
	}

	public int getMaxClientNames() {
		return this.maxClientNames;
	}

	public void setMaxClientNames(int maxClientNames) {
		this.maxClientNames = maxClientNames;
	}

	public List<Duration> getBuckets() {
		return this.buckets;
	}

	public void setBuckets(List<Duration> buckets) {
		this.buckets = buckets;
	}

}
