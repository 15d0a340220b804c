package dev.monitor.concurrency;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Request header in which clients tell how many milliseconds they will go on waiting for
 * the response, such as {@code X-Envoy-Expected-Rq-Timeout-Ms}. Values that are no whole
 * number count as absent.
 *
 * @param name name of the header; {@code null} if nobody tells
 */
public record DeadlineHeader(@Nullable String name) {

	/**
	 * Return how much time the client leaves.
	 * @param headers returns the value of a request's header, {@code null} if it has none
	 * @return nanoseconds, 0 if the deadline is past,
	 * {@link ConcurrencyLimit#NO_DEADLINE} if there is none
	 */
	public long nanosLeft(Function<String, @Nullable String> headers) {
		String value = (this.name != null) ? headers.apply(this.name) : null;
		return (value != null) ? parse(value) : ConcurrencyLimit.NO_DEADLINE;
	}

	private static long parse(String value) {
		boolean negative = value.startsWith("-");
		int start = negative ? 1 : 0;
		if (value.length() == start) {
			return ConcurrencyLimit.NO_DEADLINE;
		}
		long millis = 0;
		for (int i = start; i < value.length(); i++) {
			int digit = value.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				return ConcurrencyLimit.NO_DEADLINE;
			}
			millis = Math.min(millis * 10 + digit, Integer.MAX_VALUE);
		}
		return negative ? 0 : TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
