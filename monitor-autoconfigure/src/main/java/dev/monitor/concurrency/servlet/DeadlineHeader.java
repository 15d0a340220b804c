package dev.monitor.concurrency.servlet;

import java.util.concurrent.TimeUnit;

import dev.monitor.concurrency.ConcurrencyLimit;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Request header in which clients tell how many milliseconds they will go on waiting for
 * the response, such as {@code X-Envoy-Expected-Rq-Timeout-Ms}. Values that are no whole
 * number count as absent. Immutable, thread-safe.
 */
public final class DeadlineHeader {

	/**
	 * Nobody tells.
	 */
	public static final DeadlineHeader NONE = new DeadlineHeader(null);

	private final @Nullable String name;

	private DeadlineHeader(@Nullable String name) {
		this.name = name;
	}

	/**
	 * Return the header of a name.
	 * @param name the name; {@code null} if there is none
	 * @return the header
	 */
	public static DeadlineHeader named(@Nullable String name) {
		return (name != null) ? new DeadlineHeader(name) : NONE;
	}

	/**
	 * Return how much time the client leaves.
	 * @return nanoseconds, 0 if the deadline is past,
	 * {@link ConcurrencyLimit#NO_DEADLINE} if there is none
	 */
	long nanosLeft(HttpServletRequest request) {
		String value = (this.name != null) ? request.getHeader(this.name) : null;
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
