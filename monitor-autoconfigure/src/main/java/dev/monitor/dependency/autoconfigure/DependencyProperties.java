package dev.monitor.dependency.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.check.autoconfigure.CheckProperties;
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
	 * What one dependency may say of itself, or the defaults of all that do not.
	 */
	public static class Defaults extends CheckProperties {

		/**
		 * Comma-separated list of status codes and ranges that count as success.
		 */
		private @Nullable String expectedStatus;

		/**
		 * Whether a failure keeps traffic out. Otherwise it is only shown as degraded.
		 */
		private @Nullable Boolean required;

		/**
		 * Consecutive failures that take a dependency down.
		 */
		private @Nullable Integer failureThreshold;

		/**
		 * Consecutive successes that bring a dependency up again.
		 */
		private @Nullable Integer successThreshold;

		public @Nullable String getExpectedStatus() {
			return this.expectedStatus;
		}

		public void setExpectedStatus(@Nullable String expectedStatus) {
			this.expectedStatus = expectedStatus;
		}

		public @Nullable Boolean getRequired() {
			return this.required;
		}

		public void setRequired(@Nullable Boolean required) {
			this.required = required;
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
	 * One dependency. What is not set comes from the defaults.
	 */
	public static class Dependency extends Defaults {

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
		 * Headers to send to the url. Their values are secret.
		 */
		private Map<String, String> headers = new LinkedHashMap<>();

		/**
		 * Name of the SSL bundle for an https url. The JDK's own certificates when not
		 * set.
		 */
		private @Nullable String sslBundle;

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

	}

}
