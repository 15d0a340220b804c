package dev.monitor.concurrency;

import java.time.Duration;

import dev.monitor.http.HttpResponse;
import dev.monitor.http.Problem;

/**
 * How slowly the body of a request may come. The times are those that were spent waiting
 * for it: an application that takes its time to read does not count.
 *
 * @param grace how long any pace is fine
 * @param minRate bytes a second on average that must have come after that, at least 1
 */
public record SlowBody(Duration grace, int minRate) {

	/**
	 * Name of the request attribute with the {@link BodyPace} of a request.
	 */
	public static final String PACE_ATTRIBUTE = BodyPace.class.getName();

	/**
	 * Name of the request attribute with a {@link Runnable} that has the server close the
	 * connection without reading the rest of the body, where it would read it.
	 */
	public static final String ABANDON_ATTRIBUTE = SlowBody.class.getName() + ".ABANDON";

	/**
	 * What a request is answered of which the body was too slow.
	 */
	public static final HttpResponse ANSWER = Problem.of(408, "The body of the request came too slowly.", "slow_body")
		.with("Connection", "close");

	/**
	 * Return how long so many bytes may take.
	 */
	long nanosFor(long bytes) {
		return Math.max(this.grace.toNanos(), (long) (bytes * 1e9 / this.minRate));
	}

}
