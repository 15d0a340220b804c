package dev.monitor.concurrency;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

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
 * @param priorities the same for each priority, highest first; empty if requests have
 * none
 */
public record LimitReport(int limit, int maxWaiting, String mode, String algorithm, int active, int waiting,
		Totals totals, @Nullable Instant saturatedSince, double oldestSeconds, Map<String, Level> priorities) {

	static LimitReport of(ConcurrencyLimit limit, @Nullable Instant saturatedSince) {
		ConcurrencyLimiter limiter = limit.limiter();
		return new LimitReport(limiter.limit(), limiter.maxWaiting(), limit.mode().toString(),
				limit.algorithm().toString(), limiter.active(), limiter.waiting(),
				Totals.of(limit.outcomes(), limit.rejections()), saturatedSince,
				TimeUnit.NANOSECONDS.toMillis(limit.oldestNanos()) / 1000.0,
				levels(limit.levels(), limit.rejections()));
	}

	private static Map<String, Level> levels(Collection<PriorityLevel> levels, Set<Admission> rejections) {
		Map<String, Level> reports = new LinkedHashMap<>();
		for (PriorityLevel level : levels) {
			reports.put(level.priority().toString(),
					new Level(level.active(), level.waiting(), Totals.of(level.outcomes(), rejections)));
		}
		return reports;
	}

	/**
	 * Counts since the start.
	 *
	 * @param admitted requests that got a permit
	 * @param waited requests that had to wait, whatever came of it
	 * @param rejected requests that got no permit, by reason
	 */
	public record Totals(long admitted, long waited, Map<String, Long> rejected) {

		static Totals of(Outcomes outcomes, Set<Admission> rejections) {
			Map<String, Long> rejected = new LinkedHashMap<>();
			rejections.forEach((reason) -> rejected.put(reason.reason(), outcomes.total(reason)));
			return new Totals(outcomes.total(Admission.ADMITTED), outcomes.waited(), rejected);
		}

	}

	/**
	 * The requests of one priority.
	 *
	 * @param active requests being served
	 * @param waiting requests waiting
	 * @param totals counts since the start
	 */
	public record Level(int active, int waiting, Totals totals) {

	}

}
