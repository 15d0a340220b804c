package dev.monitor.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * An answer to an HTTP request: made once and written by whichever front has the request.
 * All fronts add the same: {@code Content-Length}, no body in answer to HEAD, and
 * {@code Cache-Control: no-store} unless it has a {@code Cache-Control} of its own.
 * Immutable but for the array of its body, thread-safe.
 */
public final class HttpResponse {

	private static final byte[] EMPTY = {};

	private final int status;

	private final String[] headers;

	private final byte[] body;

	private HttpResponse(int status, String[] headers, byte[] body) {
		this.status = status;
		this.headers = headers;
		this.body = body;
	}

	/**
	 * Return a response without a body.
	 * @param status HTTP status
	 * @return the response
	 */
	public static HttpResponse of(int status) {
		return new HttpResponse(status, new String[0], EMPTY);
	}

	/**
	 * Return a response with a body.
	 * @param status HTTP status
	 * @param contentType value of the header {@code Content-Type}
	 * @param body the body, not to be changed any more
	 * @return the response
	 */
	public static HttpResponse of(int status, String contentType, byte[] body) {
		return new HttpResponse(status, new String[] { "Content-Type", contentType }, body);
	}

	/**
	 * Return this response with one header more.
	 * @param name the header's name, not among those that it has already
	 * @param value its value
	 * @return another response, which shares the body
	 */
	public HttpResponse with(String name, String value) {
		String[] more = Arrays.copyOf(this.headers, this.headers.length + 2);
		more[this.headers.length] = name;
		more[this.headers.length + 1] = value;
		return new HttpResponse(this.status, more, this.body);
	}

	/**
	 * Tell whether nothing was said about storing.
	 * @return whether it has no {@code Cache-Control} of its own
	 */
	public boolean mayNotBeStored() {
		for (int i = 0; i < this.headers.length; i += 2) {
			if (this.headers[i].equals("Cache-Control")) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return the HTTP status.
	 * @return the status
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Show the headers beside those that every front adds, in the order in which they
	 * were given.
	 * @param consumer takes name and value
	 */
	public void forEachHeader(BiConsumer<String, String> consumer) {
		for (int i = 0; i < this.headers.length; i += 2) {
			consumer.accept(this.headers[i], this.headers[i + 1]);
		}
	}

	/**
	 * Return the same headers as a map.
	 * @return a copy, values by name
	 */
	public Map<String, String> headers() {
		Map<String, String> all = new LinkedHashMap<>();
		for (int i = 0; i < this.headers.length; i += 2) {
			all.put(this.headers[i], this.headers[i + 1]);
		}
		return all;
	}

	/**
	 * Return the body.
	 * @return the body, empty if there is none; not to be changed
	 */
	public byte[] body() {
		return this.body;
	}

}
