package dev.monitor.concurrency;

import org.jspecify.annotations.Nullable;

/**
 * How long an asynchronous response of type {@code text/event-stream} or
 * {@code application/x-ndjson} holds its permit.
 */
public enum Streaming {

	/**
	 * Until the handler has returned and the type of the response is known.
	 */
	RELEASE,

	/**
	 * Until the response is complete.
	 */
	HOLD;

	private static final String[] TYPES = { "text/event-stream", "application/x-ndjson" };

	/**
	 * Tell whether a response is a stream.
	 * @param contentType its type with or without parameters, {@code null} if it has none
	 * @return whether it is
	 */
	public static boolean isStream(@Nullable String contentType) {
		if (contentType != null) {
			for (String type : TYPES) {
				int length = type.length();
				if (contentType.regionMatches(true, 0, type, 0, length)
						&& (contentType.length() == length || "; ".indexOf(contentType.charAt(length)) >= 0)) {
					return true;
				}
			}
		}
		return false;
	}

}
