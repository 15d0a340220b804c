package dev.monitor.health.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties @ConfigurationProperties} for the end of the
 * application.
 */
@ConfigurationProperties("monitor.shutdown")
public class ShutdownProperties {

	/**
	 * How long to go on serving after the gates have closed, so that load balancers take
	 * notice: their number of failed checks times the interval between them.
	 */
	private Duration wait = Duration.ZERO;

	public Duration getWait() {
		return this.wait;
	}

	public void setWait(Duration wait) {
		this.wait = wait;
	}

}
