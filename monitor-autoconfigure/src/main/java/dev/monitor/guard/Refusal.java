package dev.monitor.guard;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a request that was not admitted: problem details (RFC 9457).
 *
 * @param decision why it was not
 */
public record Refusal(Decision decision) {

	/**
	 * Return the HTTP status.
	 * @return the status
	 */
	public int status() {
		return this.decision.status();
	}

	/**
	 * Return the headers, {@code Content-Length} not among them.
	 * @return the headers by name
	 */
	public Map<String, String> headers() {
		Map<String, String> headers = new LinkedHashMap<>();
		String challenge = this.decision.challenge();
		if (challenge != null) {
			headers.put("WWW-Authenticate", challenge);
		}
		if (this.decision == Decision.WRONG_METHOD) {
			headers.put("Allow", "GET, HEAD");
		}
		if (this.decision == Decision.TOO_MANY_FAILURES) {
			headers.put("Retry-After", "1");
		}
		headers.put("Content-Type", "application/problem+json");
		return headers;
	}

	/**
	 * Return the body.
	 * @return JSON
	 */
	public byte[] body() {
		return """
				{"type":"about:blank","title":"%s","status":%d,"detail":"%s"}
				""".formatted(title(), status(), this.decision.detail()).getBytes(StandardCharsets.UTF_8);
	}

	private String title() {
		return switch (status()) {
			case 400 -> "Bad Request";
			case 401 -> "Unauthorized";
			case 403 -> "Forbidden";
			case 404 -> "Not Found";
			case 405 -> "Method Not Allowed";
			case 429 -> "Too Many Requests";
			case 503 -> "Service Unavailable";
			default -> "Refused";
		};
	}

}
