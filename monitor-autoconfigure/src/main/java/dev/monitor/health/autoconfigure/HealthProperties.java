package dev.monitor.health.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * {@link ConfigurationProperties @ConfigurationProperties} for what load balancers ask,
 * and for the end of the application.
 */
@ConfigurationProperties("monitor")
public class HealthProperties {

	private final Health health = new Health();

	private final Shutdown shutdown = new Shutdown();

	public Health getHealth() {
		return this.health;
	}

	public Shutdown getShutdown() {
		return this.shutdown;
	}

	/**
	 * What load balancers ask.
	 */
	public static class Health {

		/**
		 * Path on the main port that answers 200 when all gates are open and 503
		 * otherwise.
		 */
		private String path = "/health";

		/**
		 * Path on the main port that answers the same, for Kubernetes readiness.
		 */
		private String readinessPath = "/readyz";

		/**
		 * Names of gates that do not decide at the readiness path. In Kubernetes set
		 * concurrency: overload closes that gate on all instances at once.
		 */
		private Set<String> readinessExclude = new LinkedHashSet<>();

		/**
		 * Path on the main port that answers 503 only when the application called itself
		 * broken, for Kubernetes liveness.
		 */
		private String livenessPath = "/livez";

		/**
		 * Whether the answer gives the reason why a gate is closed. When unset, only
		 * callers on this machine read it.
		 */
		private @Nullable Boolean showReason;

		/**
		 * Address, as host:port, of a listener that answers these paths on a thread of
		 * its own. The main port does not answer them then. Port 0 is any free one.
		 */
		private @Nullable String listenAddress;

		@NestedConfigurationProperty
		private final BackgroundHealthProperties background = new BackgroundHealthProperties();

		public String getPath() {
			return this.path;
		}

		public void setPath(String path) {
			this.path = path;
		}

		public String getReadinessPath() {
			return this.readinessPath;
		}

		public void setReadinessPath(String readinessPath) {
			this.readinessPath = readinessPath;
		}

		public Set<String> getReadinessExclude() {
			return this.readinessExclude;
		}

		public void setReadinessExclude(Set<String> readinessExclude) {
			this.readinessExclude = readinessExclude;
		}

		public String getLivenessPath() {
			return this.livenessPath;
		}

		public void setLivenessPath(String livenessPath) {
			this.livenessPath = livenessPath;
		}

		public @Nullable Boolean getShowReason() {
			return this.showReason;
		}

		public void setShowReason(@Nullable Boolean showReason) {
			this.showReason = showReason;
		}

		public @Nullable String getListenAddress() {
			return this.listenAddress;
		}

		public void setListenAddress(@Nullable String listenAddress) {
			this.listenAddress = listenAddress;
		}

		public BackgroundHealthProperties getBackground() {
			return this.background;
		}

	}

	/**
	 * The end of the application.
	 */
	public static class Shutdown {

		/**
		 * How long to go on serving after the gates have closed. Load balancers need
		 * their number of failed checks times the interval between them.
		 */
		private Duration wait = Duration.ZERO;

		public Duration getWait() {
			return this.wait;
		}

		public void setWait(Duration wait) {
			this.wait = wait;
		}

	}

}
