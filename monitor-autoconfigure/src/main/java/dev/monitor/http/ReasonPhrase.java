package dev.monitor.http;

/**
 * The reason phrases of the statuses that Monitor answers with (RFC 9110, section 15).
 */
public final class ReasonPhrase {

	private ReasonPhrase() {
	}

	/**
	 * Return the phrase of a status.
	 * @param status HTTP status
	 * @return the phrase, empty if Monitor does not answer with that status
	 */
	public static String of(int status) {
		return switch (status) {
			case 200 -> "OK";
			case 400 -> "Bad Request";
			case 401 -> "Unauthorized";
			case 403 -> "Forbidden";
			case 404 -> "Not Found";
			case 405 -> "Method Not Allowed";
			case 408 -> "Request Timeout";
			case 409 -> "Conflict";
			case 429 -> "Too Many Requests";
			case 431 -> "Request Header Fields Too Large";
			case 500 -> "Internal Server Error";
			case 503 -> "Service Unavailable";
			default -> "";
		};
	}

}
