package dev.monitor.concurrency;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Writes {@link LimitReport}s. Thread-safe; the numbers in a report are read one after
 * the other while requests come and go.
 */
public final class LimitReporter {

	private final ConcurrencyLimiter limiter;

	private final Algorithm algorithm;

	private final Permits permits;

	private final OldestRequest oldest;

	private final Rejections rejections;

	private final Clock clock;

	public LimitReporter(ConcurrencyLimiter limiter, Algorithm algorithm, Permits permits, OldestRequest oldest,
			Rejections rejections, Clock clock) {
		this.limiter = limiter;
		this.algorithm = algorithm;
		this.permits = permits;
		this.oldest = oldest;
		this.rejections = rejections;
		this.clock = clock;
	}

	/**
	 * Report on this moment.
	 * @return the report
	 */
	public LimitReport report() {
		Map<String, Long> rejected = new LinkedHashMap<>();
		Admission.REJECTIONS.forEach((reason) -> rejected.put(reason.reason(), this.rejections.total(reason)));
		return new LimitReport(this.limiter.limit(), this.limiter.maxWaiting(), this.permits.mode().toString(),
				this.algorithm.toString(), this.limiter.active(), this.limiter.waiting(),
				new LimitReport.Totals(this.permits.admitted(), this.permits.waited(), rejected), saturatedSince(),
				TimeUnit.NANOSECONDS.toMillis(this.oldest.nanos()) / 1000.0);
	}

	private @Nullable Instant saturatedSince() {
		long lasted = this.limiter.saturation().lasted();
		return (lasted >= 0) ? this.clock.instant().minusNanos(lasted).truncatedTo(ChronoUnit.MILLIS) : null;
	}

}
