package dev.monitor.concurrency;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a limiter does and has done.
 *
 * @param limit requests that may be served at once
 * @param maxWaiting requests that may wait
 * @param mode whether the limit is enforced
 * @param algorithm how the limit is found
 * @param active requests being served
 * @param waiting requests waiting
 * @param totals counts since the start
 * @param saturatedSince since when demand has been above the limit without a break;
 * {@code null} if it is not
 * @param oldestSeconds age of the oldest request being served, 0 if there is none
 */
public record LimitReport(int limit, int maxWaiting, String mode, String algorithm, int active, int waiting,
		Totals totals, @Nullable Instant saturatedSince, double oldestSeconds) {

	/**
	 * Counts since the start.
	 *
	 * @param admitted requests that got a permit
	 * @param waited requests that had to wait, whatever came of it
	 * @param rejected requests that got no permit, by reason
	 */
	public record Totals(long admitted, long waited, Map<String, Long> rejected) {

	}

}
