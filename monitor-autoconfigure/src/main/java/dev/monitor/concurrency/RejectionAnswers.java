package dev.monitor.concurrency;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import dev.monitor.http.HttpResponse;
import dev.monitor.http.Problem;

/**
 * What requests that get no permit are answered: a {@link Problem} made beforehand, and
 * when to try again. Thread-safe.
 */
public final class RejectionAnswers {

	private final RetryAfter retryAfter;

	private final Map<Admission, HttpResponse> answers = new EnumMap<>(Admission.class);

	/**
	 * Create the answers.
	 * @param status 503 or 429
	 * @param retryAfter knows how long clients should stay away
	 */
	public RejectionAnswers(int status, RetryAfter retryAfter) {
		this.retryAfter = retryAfter;
		for (Admission reason : Admission.REJECTIONS) {
			this.answers.put(reason, Problem.of(status, detail(reason), reason.reason()));
		}
	}

	/**
	 * Return the answer to the next request that is rejected.
	 * @param reason one of {@link Admission#REJECTIONS}
	 * @return the answer
	 */
	public HttpResponse next(Admission reason) {
		return Objects.requireNonNull(this.answers.get(reason))
			.with("Retry-After", Integer.toString(this.retryAfter.next()));
	}

	private static String detail(Admission reason) {
		return switch (reason) {
			case QUEUE_FULL -> "As many requests as possible are being served, and no more may wait.";
			case WAIT_TIMEOUT -> "As many requests as possible are being served, and none ended in time.";
			case DEADLINE -> "The time the client gave was up before the request could be served.";
			case SHUTDOWN -> "The application is stopping.";
			case ADMITTED -> throw new IllegalArgumentException("Not a rejection");
		};
	}

}
