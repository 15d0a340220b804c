package dev.monitor.concurrency;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.monitor.http.HttpResponse;
import dev.monitor.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What requests that get no permit are answered: a {@link Problem} made beforehand, and
 * when to try again. Thread-safe.
 */
public final class RejectionAnswers {

	private final RetryAfter retryAfter;

	private final Map<Admission, HttpResponse> answers = new EnumMap<>(Admission.class);

	private final Map<Priority, RejectionAnswers> byPriority;

	/**
	 * Create the answers to requests without priorities.
	 * @param status 503 or 429
	 * @param retryAfter knows how long clients should stay away
	 */
	public RejectionAnswers(int status, RetryAfter retryAfter) {
		this(status, retryAfter, Map.of(), Map.of());
	}

	private RejectionAnswers(int status, RetryAfter retryAfter, Map<String, String> members,
			Map<Priority, RejectionAnswers> byPriority) {
		this.retryAfter = retryAfter;
		this.byPriority = byPriority;
		for (Admission reason : Admission.REJECTIONS) {
			Map<String, String> all = new LinkedHashMap<>();
			all.put("reason", reason.reason());
			all.putAll(members);
			this.answers.put(reason, Problem.of(status, detail(reason), all));
		}
	}

	/**
	 * Create the answers to requests with priorities. They tell the priority, and each
	 * priority has delays of its own, by its own rejections; the shortest of low and bulk
	 * requests is two and four times as long.
	 * @param status 503 or 429
	 * @param retryAfter knows how long clients should stay away
	 * @return the answers
	 */
	public static RejectionAnswers ranked(int status, RetryAfter retryAfter) {
		Map<Priority, RejectionAnswers> ranked = new EnumMap<>(Priority.class);
		for (Priority priority : Priority.values()) {
			int factor = switch (priority) {
				case CRITICAL, NORMAL -> 1;
				case LOW -> 2;
				case BULK -> 4;
			};
			ranked.put(priority, new RejectionAnswers(status, retryAfter.longer(factor),
					Map.of("priority", priority.toString()), Map.of()));
		}
		return new RejectionAnswers(status, retryAfter, Map.of(), ranked);
	}

	private HttpResponse next(Admission reason) {
		return Objects.requireNonNull(this.answers.get(reason))
			.with("Retry-After", Integer.toString(this.retryAfter.next()));
	}

	/**
	 * Return the answer to the next request that is rejected.
	 * @param reason one of {@link Admission#REJECTIONS}
	 * @param priority the request's priority, {@code null} if requests have none
	 * @return the answer
	 */
	public HttpResponse next(Admission reason, @Nullable Priority priority) {
		RejectionAnswers ranked = (priority != null) ? this.byPriority.get(priority) : null;
		return ((ranked != null) ? ranked : this).next(reason);
	}

	private static String detail(Admission reason) {
		return switch (reason) {
			case QUEUE_FULL -> "As many requests as possible are being served, and no more may wait.";
			case WAIT_TIMEOUT -> "As many requests as possible are being served, and none ended in time.";
			case DEADLINE -> "The time the client gave was up before the request could be served.";
			case SHUTDOWN -> "The application is stopping.";
			case DISPLACED -> "As many requests as possible are being served, and more important ones wait.";
			case ADMITTED -> throw new IllegalArgumentException("Not a rejection");
		};
	}

}
