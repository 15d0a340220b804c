package dev.monitor.http;

import java.util.Map;

/**
 * The reason phrases of the statuses that Monitor answers with (RFC 9110, section 15).
 */
public final class ReasonPhrase {

	private static final Map<Integer, String> PHRASES = Map.of(200, "OK", 400, "Bad Request", 401, "Unauthorized", 403,
			"Forbidden", 404, "Not Found", 405, "Method Not Allowed", 429, "Too Many Requests", 431,
			"Request Header Fields Too Large", 500, "Internal Server Error", 503, "Service Unavailable");

	private ReasonPhrase() {
	}

	/**
	 * Return the phrase of a status.
	 * @param status HTTP status
	 * @return the phrase, empty if Monitor does not answer with that status
	 */
	public static String of(int status) {
		return PHRASES.getOrDefault(status, "");
	}

}
