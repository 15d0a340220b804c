package dev.monitor.job.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.monitor.job.event.JobEventPolicy;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of jobs.
 */
@ConfigurationProperties("monitor.jobs")
public class JobProperties {

	private final Sampling sampling = new Sampling();

	private final Modulith modulith = new Modulith();

	/**
	 * Names of systems and of types of jobs that are left out of everything.
	 */
	private List<String> exclude = List.of();

	/**
	 * Which runs of jobs are logged.
	 */
	private JobEventPolicy events = JobEventPolicy.FAILURES;

	public Sampling getSampling() {
		return this.sampling;
	}

	public Modulith getModulith() {
		return this.modulith;
	}

	public List<String> getExclude() {
		return this.exclude;
	}

	public void setExclude(List<String> exclude) {
		this.exclude = exclude;
	}

	public JobEventPolicy getEvents() {
		return this.events;
	}

	public void setEvents(JobEventPolicy events) {
		this.events = events;
	}

	/**
	 * Samples of how many jobs there are, taken in the background.
	 */
	public static class Sampling {

		/**
		 * Whether to count jobs.
		 */
		private boolean enabled = true;

		/**
		 * Time from one sample to the next.
		 */
		private Duration interval = Duration.ofSeconds(30);

		/**
		 * Time that the sample of a system may take.
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

	/**
	 * Event publications of Spring Modulith.
	 */
	public static class Modulith {

		/**
		 * Attempt from which on a failure is final: Spring Modulith itself never gives
		 * up.
		 */
		private int maxAttempts = 10;

		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(int maxAttempts) {
			this.maxAttempts = maxAttempts;
		}

	}

}
