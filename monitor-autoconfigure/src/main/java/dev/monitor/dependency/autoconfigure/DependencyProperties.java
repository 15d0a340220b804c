package dev.monitor.dependency.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for dependencies.
 */
@ConfigurationProperties("monitor")
public class DependencyProperties {

	/**
	 * Dependencies to check in the background, by name.
	 */
	private Map<String, Dependency> dependencies = new LinkedHashMap<>();

	private final Defaults dependencyDefaults = new Defaults();

	public Map<String, Dependency> getDependencies() {
		return this.dependencies;
	}

	public void setDependencies(Map<String, Dependency> dependencies) {
		this.dependencies = dependencies;
	}

	public Defaults getDependencyDefaults() {
		return this.dependencyDefaults;
	}

	/**
	 * One dependency. What is not set comes from the defaults.
	 */
	public static class Dependency {

		/**
		 * Http or https address that has to answer with an expected status.
		 */
		private @Nullable String url;

		/**
		 * Host and port that have to accept a TCP connection.
		 */
		private @Nullable String address;

		/**
		 * Name of a DataSource bean that has to give a valid connection.
		 */
		private @Nullable String dataSource;

		/**
		 * Name of a health indicator that has to report a status other than down.
		 */
		private @Nullable String indicator;

		/**
		 * Comma-separated list of status codes and ranges that count as success.
		 */
		private @Nullable String expectStatus;

		/**
		 * Headers to send to the url. Their values are secret.
		 */
		private Map<String, String> headers = new LinkedHashMap<>();

		/**
		 * Name of the SSL bundle for an https url. The JDK's own certificates when not
		 * set.
		 */
		private @Nullable String sslBundle;

		/**
		 * Whether its failure keeps traffic out. Otherwise it is only shown as degraded.
		 */
		private @Nullable Boolean required;

		/**
		 * Time between checks while it is up.
		 */
		private @Nullable Duration interval;

		/**
		 * Time between checks after a failure and while it is down.
		 */
		private @Nullable Duration downInterval;

		/**
		 * Time one check may take, at most the interval.
		 */
		private @Nullable Duration timeout;

		/**
		 * Consecutive failures that take it down.
		 */
		private @Nullable Integer failureThreshold;

		/**
		 * Consecutive successes that bring it up again.
		 */
		private @Nullable Integer successThreshold;

		public @Nullable String getUrl() {
			return this.url;
		}

		public void setUrl(@Nullable String url) {
			this.url = url;
		}

		public @Nullable String getAddress() {
			return this.address;
		}

		public void setAddress(@Nullable String address) {
			this.address = address;
		}

		public @Nullable String getDataSource() {
			return this.dataSource;
		}

		public void setDataSource(@Nullable String dataSource) {
			this.dataSource = dataSource;
		}

		public @Nullable String getIndicator() {
			return this.indicator;
		}

		public void setIndicator(@Nullable String indicator) {
			this.indicator = indicator;
		}

		public @Nullable String getExpectStatus() {
			return this.expectStatus;
		}

		public void setExpectStatus(@Nullable String expectStatus) {
			this.expectStatus = expectStatus;
		}

		public Map<String, String> getHeaders() {
			return this.headers;
		}

		public void setHeaders(Map<String, String> headers) {
			this.headers = headers;
		}

		public @Nullable String getSslBundle() {
			return this.sslBundle;
		}

		public void setSslBundle(@Nullable String sslBundle) {
			this.sslBundle = sslBundle;
		}

		public @Nullable Boolean getRequired() {
			return this.required;
		}

		public void setRequired(@Nullable Boolean required) {
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

		public @Nullable Integer getFailureThreshold() {
			return this.failureThreshold;
		}

		public void setFailureThreshold(@Nullable Integer failureThreshold) {
			this.failureThreshold = failureThreshold;
		}

		public @Nullable Integer getSuccessThreshold() {
			return this.successThreshold;
		}

		public void setSuccessThreshold(@Nullable Integer successThreshold) {
			this.successThreshold = successThreshold;
		}

	}

	/**
	 * What holds for every dependency that does not say otherwise.
	 */
	public static class Defaults {

		/**
		 * Comma-separated list of status codes and ranges that count as success.
		 */
		private String expectStatus = "200-299";

		/**
		 * Whether the failure of a dependency keeps traffic out. Otherwise it is only
		 * shown as degraded.
		 */
		private boolean required = true;

		/**
		 * Time between checks while a dependency is up.
		 */
		private Duration interval = Duration.ofSeconds(10);

		/**
		 * Time between checks after a failure and while a dependency is down. Five
		 * seconds, or the interval if shorter, when not set.
		 */
		private @Nullable Duration downInterval;

		/**
		 * Time one check may take, at most the interval. Two seconds, or the interval if
		 * shorter, when not set.
		 */
		private @Nullable Duration timeout;

		/**
		 * Consecutive failures that take a dependency down.
		 */
		private int failureThreshold = 3;

		/**
		 * Consecutive successes that bring a dependency up again.
		 */
		private int successThreshold = 1;

		public String getExpectStatus() {
			return this.expectStatus;
		}

		public void setExpectStatus(String expectStatus) {
			this.expectStatus = expectStatus;
		}

		public boolean isRequired() {
			return this.required;
		}

		public void setRequired(boolean required) {
			this.required = required;
		}

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

		public int getFailureThreshold() {
			return this.failureThreshold;
		}

		public void setFailureThreshold(int failureThreshold) {
			this.failureThreshold = failureThreshold;
		}

		public int getSuccessThreshold() {
			return this.successThreshold;
		}

		public void setSuccessThreshold(int successThreshold) {
			this.successThreshold = successThreshold;
		}

	}

}
