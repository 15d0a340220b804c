package dev.monitor.meter.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the objectives that alerts and dashboards compare the service with.
 */
@ConfigurationProperties("monitor.slo")
public class SloProperties {

	/**
	 * Percentage of requests that are to be answered without a server error or a
	 * rejection for overload.
	 */
	private double availability = 99.9;

	private final Latency latency = new Latency();

	public double getAvailability() {
		return this.availability;
	}

	public void setAvailability(double availability) {
		this.availability = availability;
	}

	public Latency getLatency() {
		return this.latency;
	}

	/**
	 * How fast requests are to be answered.
	 */
	public static class Latency {

		/**
		 * Longest time of an answer that is fast enough; http.server.requests gets a
		 * bucket there. Not set, there is no objective for latency.
		 */
		private @Nullable Duration threshold;

		/**
		 * Percentage of requests that are to be that fast.
		 */
		private double percentage = 95;

		public @Nullable Duration getThreshold() {
			return this.threshold;
		}

		public void setThreshold(@Nullable Duration threshold) {
			this.threshold = threshold;
		}

		public double getPercentage() {
			return this.percentage;
		}

		public void setPercentage(double percentage) {
			this.percentage = percentage;
		}

	}

}
