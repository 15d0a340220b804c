package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.RetryAfter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;

/**
 * Answers a request that got no permit: {@code Retry-After}, and a problem detail (RFC
 * 9457) written from bytes made beforehand. No error dispatch, no exception, no log line
 * for the single request. Thread-safe.
 */
public final class Rejector {

	private final int status;

	private final RetryAfter retryAfter;

	private final Map<Admission, byte[]> bodies = new EnumMap<>(Admission.class);

	/**
	 * Create the rejector.
	 * @param status 503 or 429
	 * @param retryAfter knows how long clients should stay away
	 */
	public Rejector(HttpStatus status, RetryAfter retryAfter) {
		this.status = status.value();
		this.retryAfter = retryAfter;
		Admission.REJECTIONS.forEach((reason) -> this.bodies.put(reason, body(status, reason)));
	}

	void reject(Admission reason, HttpServletRequest request, HttpServletResponse response) throws IOException {
		byte[] body = Objects.requireNonNull(this.bodies.get(reason));
		response.setStatus(this.status);
		response.setHeader("Retry-After", Integer.toString(this.retryAfter.next()));
		response.setHeader("Cache-Control", "no-store");
		response.setContentType("application/problem+json");
		response.setContentLength(body.length);
		if (!"HEAD".equals(request.getMethod())) {
			response.getOutputStream().write(body);
		}
	}

	private static byte[] body(HttpStatus status, Admission reason) {
		return """
				{"type":"about:blank","title":"%s","status":%d,"detail":"%s","reason":"%s"}"""
			.formatted(status.getReasonPhrase(), status.value(), detail(reason), reason.reason())
			.getBytes(StandardCharsets.UTF_8);
	}

	private static String detail(Admission reason) {
		return switch (reason) {
			case QUEUE_FULL -> "As many requests as possible are being served, and as many as may wait are waiting.";
			case WAIT_TIMEOUT -> "As many requests as possible are being served, and none ended in time.";
			case DEADLINE -> "The time the client gave was up before the request could be served.";
			case SHUTDOWN -> "The application is stopping.";
			case ADMITTED -> throw new IllegalArgumentException("Not a rejection");
		};
	}

}
