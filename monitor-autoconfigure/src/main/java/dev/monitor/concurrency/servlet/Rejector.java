package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.RetryAfter;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.Problem;
import dev.monitor.http.servlet.ServletHttpResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;

/**
 * Answers a request that got no permit with a {@link Problem} made beforehand, and tells
 * when to try again. No error dispatch, no exception, no log line for the single request.
 * Thread-safe.
 */
public final class Rejector {

	private final RetryAfter retryAfter;

	private final Map<Admission, HttpResponse> answers = new EnumMap<>(Admission.class);

	/**
	 * Create the rejector.
	 * @param status 503 or 429
	 * @param retryAfter knows how long clients should stay away
	 */
	public Rejector(HttpStatus status, RetryAfter retryAfter) {
		this.retryAfter = retryAfter;
		Admission.REJECTIONS
			.forEach((reason) -> this.answers.put(reason, Problem.of(status.value(), detail(reason), reason.reason())));
	}

	void reject(Admission reason, HttpServletRequest request, HttpServletResponse response) throws IOException {
		HttpResponse answer = Objects.requireNonNull(this.answers.get(reason))
			.with("Retry-After", Integer.toString(this.retryAfter.next()));
		ServletHttpResponse.write(answer, request, response);
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
