package dev.monitor.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * A response that ends the connection and must not be stored.
 *
 * @param status HTTP status
 * @param headers headers beside those every response has
 * @param body the body, not sent in answer to HEAD; not to be changed any more
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpResponse(int status, Map<String, String> headers, byte[] body) {

	private static final Map<Integer, String> REASONS = Map.of(200, "OK", 400, "Bad Request", 401, "Unauthorized", 403,
			"Forbidden", 404, "Not Found", 405, "Method Not Allowed", 429, "Too Many Requests", 431,
			"Request Header Fields Too Large", 500, "Internal Server Error", 503, "Service Unavailable");

	private static final DateTimeFormatter DATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	/**
	 * Return a response without a body.
	 * @param status HTTP status
	 * @return the response
	 */
	public static HttpResponse of(int status) {
		return new HttpResponse(status, Map.of(), new byte[0]);
	}

	/**
	 * Write the response.
	 * @param head whether it answers HEAD
	 * @return what to send, one after the other
	 */
	public ByteBuffer[] write(boolean head) {
		StringBuilder text = new StringBuilder("HTTP/1.1 ").append(this.status)
			.append(' ')
			.append(REASONS.getOrDefault(this.status, ""))
			.append("\r\nDate: ")
			.append(date(Instant.now()))
			.append("\r\nCache-Control: no-store\r\nConnection: close\r\n");
		this.headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
		text.append("Content-Length: ").append(this.body.length).append("\r\n\r\n");
		ByteBuffer lines = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1));
		return head ? new ByteBuffer[] { lines } : new ByteBuffer[] { lines, ByteBuffer.wrap(this.body) };
	}

	/**
	 * Write a date as HTTP has it, the day with two digits (RFC 9110, section 5.6.7).
	 */
	static String date(Instant time) {
		return DATE.format(time);
	}

}
