package dev.monitor.database.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of databases.
 */
@ConfigurationProperties("monitor.database")
public class DatabaseProperties {

	private final Sampling sampling = new Sampling();

	public Sampling getSampling() {
		return this.sampling;
	}

	/**
	 * Samples of databases, taken in the background.
	 */
	public static class Sampling {

		/**
		 * Whether to ask databases how they stand.
		 */
		private boolean enabled = true;

		/**
		 * Time from one sample of a database to the next.
		 */
		private Duration interval = Duration.ofSeconds(30);

		/**
		 * Time that each statement of a sample may take.
		 */
		private Duration timeout = Duration.ofSeconds(5);

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public Duration getInterval() {
			return this.interval;
		}

		public void setInterval(Duration interval) {
			this.interval = interval;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

}
