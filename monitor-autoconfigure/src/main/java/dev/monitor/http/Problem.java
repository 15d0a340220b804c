package dev.monitor.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What went wrong with a request, as problem details for HTTP APIs (RFC 9457) of the type
 * {@code about:blank}: their title is the phrase of their status.
 */
public final class Problem {

	private static final String CONTENT_TYPE = "application/problem+json";

	private Problem() {
	}

	/**
	 * Return a response that tells a person the problem: its last line ends, as terminals
	 * like it.
	 * @param status HTTP status
	 * @param detail one sentence for the client
	 * @return the response
	 */
	public static HttpResponse of(int status, String detail) {
		return response(status, details(status, detail) + "\n");
	}

	/**
	 * Return a response that tells a program the problem, and why in a word it knows.
	 * @param status HTTP status
	 * @param detail one sentence for the client
	 * @param reason value of the extension member {@code reason}
	 * @return the response
	 */
	public static HttpResponse of(int status, String detail, String reason) {
		return of(status, detail, Map.of("reason", reason));
	}

	/**
	 * Return a response that tells a program the problem, and what it may go by.
	 * @param status HTTP status
	 * @param detail one sentence for the client
	 * @param members extension members, in their order
	 * @return the response
	 */
	public static HttpResponse of(int status, String detail, Map<String, String> members) {
		JsonObject details = details(status, detail);
		for (Map.Entry<String, String> member : members.entrySet()) {
			details = details.with(member.getKey(), member.getValue());
		}
		return response(status, details.toString());
	}

	private static JsonObject details(int status, String detail) {
		return new JsonObject().with("type", "about:blank")
			.with("title", ReasonPhrase.of(status))
			.with("status", status)
			.with("detail", detail);
	}

	private static HttpResponse response(int status, String details) {
		return HttpResponse.of(status, CONTENT_TYPE, details.getBytes(StandardCharsets.UTF_8));
	}

}
