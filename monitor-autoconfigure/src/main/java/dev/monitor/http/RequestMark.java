package dev.monitor.http;

import java.security.SecureRandom;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Marks the requests that Monitor sends to the application it lives in, such as warmup,
 * so that metrics and access events can leave them out. The value is random for each
 * instance: no client can hide its requests by sending the header. Immutable,
 * thread-safe.
 */
public final class RequestMark {

	/**
	 * Name of the header that carries the mark.
	 */
	public static final String HEADER = "X-Monitor-Internal";

	private final String value;

	private RequestMark(String value) {
		this.value = value;
	}

	/**
	 * Create a mark that no client can guess: 128 random bits.
	 * @return the mark
	 */
	public static RequestMark random() {
		byte[] bytes = new byte[16];
		new SecureRandom().nextBytes(bytes);
		return new RequestMark(HexFormat.of().formatHex(bytes));
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
		return this.value.equals(headerValue);
	}

}
