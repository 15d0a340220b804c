package dev.monitor.benchmarks.health.server;

import java.net.HttpURLConnection;
import java.net.URI;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Asks an HTTP service whether it is there, as applications do: with a time-out of a
 * second.
 */
class PortHealthIndicator extends AbstractHealthIndicator {

	private static final int TIMEOUT_MILLIS = 1000;

	private final URI uri;

	PortHealthIndicator(int port) {
		this.uri = URI.create("http://127.0.0.1:" + port + "/");
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		HttpURLConnection connection = (HttpURLConnection) this.uri.toURL().openConnection();
		try {
			connection.setConnectTimeout(TIMEOUT_MILLIS);
			connection.setReadTimeout(TIMEOUT_MILLIS);
			builder.status((connection.getResponseCode() == HttpURLConnection.HTTP_OK) ? "UP" : "DOWN");
		}
		finally {
			connection.disconnect();
		}
	}

}
