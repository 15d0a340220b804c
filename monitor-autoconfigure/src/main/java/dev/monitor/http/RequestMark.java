package dev.monitor.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Marks the requests that Monitor sends to the application it lives in, such as warmup:
 * they need no permit, and metrics and access events can leave them out. The value is
 * random for each instance: no client can pass off its requests as such by sending the
 * header. Immutable, thread-safe.
 */
public final class RequestMark {

	/**
	 * Name of the header that carries the mark.
	 */
	public static final String HEADER = "X-Monitor-Internal";

	private final String value;

	private final boolean hidden;

	private RequestMark(String value, boolean hidden) {
		this.value = value;
		this.hidden = hidden;
	}

	/**
	 * Create a mark that no client can guess: 128 random bits.
	 * @param hidden whether metrics and access events leave marked requests out
	 * @return the mark
	 */
	public static RequestMark random(boolean hidden) {
		byte[] bytes = new byte[16];
		new SecureRandom().nextBytes(bytes);
		return new RequestMark(HexFormat.of().formatHex(bytes), hidden);
	}

	/**
	 * Return the value to send in the {@link #HEADER}.
	 * @return the header value
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Tell whether a request carries this mark.
	 * @param headerValue the request's {@link #HEADER}, {@code null} if it has none
	 * @return whether Monitor sent the request
	 */
	public boolean matches(@Nullable String headerValue) {
		return headerValue != null && MessageDigest.isEqual(this.value.getBytes(StandardCharsets.ISO_8859_1),
				headerValue.getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Tell whether metrics and access events leave a request out.
	 * @param headerValue the request's {@link #HEADER}, {@code null} if it has none
	 * @return whether Monitor sent the request, and it is not to be counted
	 */
	public boolean hides(@Nullable String headerValue) {
		return this.hidden && matches(headerValue);
	}

}
