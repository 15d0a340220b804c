package dev.monitor.warmup.http;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request to send during warmup.
 *
 * @param method HTTP method
 * @param path path and query, as a client writes them
 * @param headers headers to send
 * @param body body to send, as JSON unless the headers say otherwise; {@code null} for
 * none
 * @param count how many times to send it, at least 1
 * @param expectedStatus the status that is success, 0 for any of 200 to 299
 */
public record WarmupRequest(String method, String path, Map<String, String> headers, @Nullable String body, int count,
		int expectedStatus) {

	boolean accepts(int status) {
		return (this.expectedStatus != 0) ? status == this.expectedStatus : status >= 200 && status <= 299;
	}

	/**
	 * Leave the query out, which may hold a secret.
	 */
	@Override
	public String toString() {
		return this.method + " " + this.path.split("\\?", 2)[0];
	}

}
