package dev.monitor.health.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties @ConfigurationProperties} for what load balancers ask.
 */
@ConfigurationProperties("monitor.health")
public class HealthProperties {

	/**
	 * Path on the main port that answers 200 when all gates are open and 503 otherwise.
	 */
	private String path = "/health";

	/**
	 * Whether the answer gives the reason why a gate is closed. When unset, only callers
	 * on this machine read it.
	 */
	private @Nullable Boolean showReason;

	/**
	 * Address, as host:port, of a listener that answers these paths, /readyz and /livez
	 * on a thread of its own. The main port does not answer them then. Port 0 is any free
	 * one.
	 */
	private @Nullable String listenAddress;

	public String getPath() {
		return this.path;
	}

	public void setPath(String path) {
		this.path = path;
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

}
