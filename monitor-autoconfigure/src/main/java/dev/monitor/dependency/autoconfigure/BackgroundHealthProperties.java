package dev.monitor.dependency.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for health indicators checked in the background.
 */
@ConfigurationProperties("monitor.health.background")
public class BackgroundHealthProperties {

	/**
	 * Time between checks of an indicator while it is up.
	 */
	private Duration interval = Duration.ofSeconds(10);

	/**
	 * Time between checks after a failure. Five seconds, or the interval if shorter, when
	 * not set.
	 */
	private @Nullable Duration downInterval;

	/**
	 * Time one check may take, at most the interval. Two seconds, or the interval if
	 * shorter, when not set.
	 */
	private @Nullable Duration timeout;

	/**
	 * What is different for single indicators, by the names under which Boot shows them.
	 */
	private Map<String, Indicator> indicators = new LinkedHashMap<>();

	public Duration getInterval() {
		return this.interval;
	}

	public void setInterval(Duration interval) {
		this.interval = interval;
	}

	public @Nullable Duration getDownInterval() {
		return this.downInterval;
	}

	public void setDownInterval(@Nullable Duration downInterval) {
		this.downInterval = downInterval;
	}

	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(@Nullable Duration timeout) {
		this.timeout = timeout;
	}

	public Map<String, Indicator> getIndicators() {
		return this.indicators;
	}

	public void setIndicators(Map<String, Indicator> indicators) {
		this.indicators = indicators;
	}

	/**
	 * One indicator, or all in a composite.
	 */
	public static class Indicator {

		/**
		 * Whether to leave it alone, so that each reader of health runs it.
		 */
		private boolean exclude;

		/**
		 * Whether its failure shows as what it is. Otherwise it is shown as degraded.
		 */
		private boolean required = true;

		/**
		 * Time between checks while it is up.
		 */
		private @Nullable Duration interval;

		/**
		 * Time between checks after a failure.
		 */
		private @Nullable Duration downInterval;

		/**
		 * Time one check may take, at most the interval.
		 */
		private @Nullable Duration timeout;

		public boolean isExclude() {
			return this.exclude;
		}

		public void setExclude(boolean exclude) {
			this.exclude = exclude;
		}

		public boolean isRequired() {
			return this.required;
		}

		public void setRequired(boolean required) {
			this.required = required;
		}

		public @Nullable Duration getInterval() {
			return this.interval;
		}

		public void setInterval(@Nullable Duration interval) {
			this.interval = interval;
		}

		public @Nullable Duration getDownInterval() {
			return this.downInterval;
		}

		public void setDownInterval(@Nullable Duration downInterval) {
			this.downInterval = downInterval;
		}

		public @Nullable Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(@Nullable Duration timeout) {
			this.timeout = timeout;
		}

	}

}
