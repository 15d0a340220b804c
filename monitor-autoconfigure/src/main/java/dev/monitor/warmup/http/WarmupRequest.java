package dev.monitor.warmup.http;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.monitor.http.ExpectedStatus;
import dev.monitor.http.RequestMark;
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
 * @param expected status codes that count as success
 */
public record WarmupRequest(String method, String path, Map<String, String> headers, @Nullable String body, int count,
		ExpectedStatus expected) {

	private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS", "DELETE", "TRACE");

	/**
	 * Write the request as HTTP/1.1 that ends the connection.
	 * @param host value of the header {@code Host}
	 * @param mark value of the header that marks Monitor's own requests
	 */
	byte[] toMessage(String host, String mark) {
		Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		all.put("User-Agent", "monitor-warmup");
		byte[] content = (this.body != null) ? this.body.getBytes(StandardCharsets.UTF_8) : new byte[0];
		if (this.body != null) {
			all.put("Content-Type", "application/json");
		}
		all.putAll(this.headers);
		if (this.body != null || !BODILESS.contains(this.method)) {
			all.put("Content-Length", String.valueOf(content.length));
		}
		all.put(RequestMark.HEADER, mark);
		StringBuilder head = new StringBuilder(this.method).append(' ').append(target()).append(" HTTP/1.1\r\n");
		head.append("Host: ").append(host).append("\r\nConnection: close\r\n");
		all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		byte[] lines = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
		return ByteBuffer.allocate(lines.length + content.length).put(lines).put(content).array();
	}

	private String target() {
		URI uri = URI.create(this.path);
		String query = uri.getRawQuery();
		return URI.create(uri.getRawPath() + ((query != null) ? "?" + query : "")).toASCIIString();
	}

	/**
	 * Leave the query out, which may hold a secret.
	 */
	@Override
	public String toString() {
		return this.method + " " + this.path.split("\\?", 2)[0];
	}

}
