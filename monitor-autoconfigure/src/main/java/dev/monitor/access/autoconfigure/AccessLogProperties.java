package dev.monitor.access.autoconfigure;

import java.util.List;

import dev.monitor.event.UrlPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of access events.
 */
@ConfigurationProperties("monitor.logging.access")
public class AccessLogProperties {

	/**
	 * Whether to log every request that the web server answers.
	 */
	private boolean enabled = true;

	/**
	 * Comma-separated list of patterns of paths, without the context path, whose requests
	 * are not logged. Defaults to the paths of probes and of the actuator.
	 */
	private @Nullable List<String> exclude;

	/**
	 * How much of a URL to log.
	 */
	private UrlPolicy url = UrlPolicy.REDACTED;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable List<String> getExclude() {
		return this.exclude;
	}

	public void setExclude(@Nullable List<String> exclude) {
		this.exclude = exclude;
	}

	public UrlPolicy getUrl() {
		return this.url;
	}

	public void setUrl(UrlPolicy url) {
		this.url = url;
	}

}
