package dev.monitor.listener.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

import dev.monitor.http.HttpResponse;
import dev.monitor.http.ReasonPhrase;

/**
 * The head of an HTTP/1.1 response that ends its connection (RFC 9112), to be written.
 */
final class ResponseHead {

	private static final DateTimeFormatter DATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private ResponseHead() {
	}

	static ByteBuffer of(HttpResponse response, Instant now) {
		StringBuilder text = new StringBuilder("HTTP/1.1 ").append(response.status())
			.append(' ')
			.append(ReasonPhrase.of(response.status()))
			.append("\r\nDate: ")
			.append(date(now))
			.append(response.mayNotBeStored() ? "\r\nCache-Control: no-store" : "")
			.append("\r\nConnection: close\r\n");
		for (Map.Entry<String, String> header : response.headers().entrySet()) {
			text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
		}
		text.append("Content-Length: ").append(response.body().length).append("\r\n\r\n");
		return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Write a date as HTTP has it, the day with two digits (RFC 9110, section 5.6.7).
	 */
	static String date(Instant time) {
		return DATE.format(time);
	}

}
