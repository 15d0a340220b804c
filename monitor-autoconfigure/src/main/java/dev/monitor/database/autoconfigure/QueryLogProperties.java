package dev.monitor.database.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of query events.
 */
@ConfigurationProperties("monitor.logging.query")
public class QueryLogProperties {

	/**
	 * How long a database statement must take to be logged. With 0 all are, with a
	 * negative duration such as -1 none is.
	 */
	private Duration minDuration = Duration.ofMillis(200);

	public Duration getMinDuration() {
		return this.minDuration;
	}

	public void setMinDuration(Duration minDuration) {
		this.minDuration = minDuration;
	}

}
