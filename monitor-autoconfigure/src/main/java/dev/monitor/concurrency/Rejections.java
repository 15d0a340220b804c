package dev.monitor.concurrency;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts rejected requests by reason, and sums them up in the log at most every ten
 * seconds. Thread-safe.
 */
public final class Rejections {

	private static final Logger logger = LoggerFactory.getLogger(Rejections.class);

	private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(10);

	private final Map<Admission, LongAdder> totals = new EnumMap<>(Admission.class);

	private final Map<Admission, Long> logged = new EnumMap<>(Admission.class);

	private final ConcurrencyLimiter limiter;

	private final Mode mode;

	private final LongSupplier nanoTime;

	private final AtomicLong nextLog;

	/**
	 * Create with all counts at zero.
	 * @param limiter what rejects, for the log line
	 * @param mode whether that is so, or only would be
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public Rejections(ConcurrencyLimiter limiter, Mode mode, LongSupplier nanoTime) {
		this.limiter = limiter;
		this.mode = mode;
		this.nanoTime = nanoTime;
		this.nextLog = new AtomicLong(nanoTime.getAsLong());
		Admission.REJECTIONS.forEach((reason) -> this.totals.put(reason, new LongAdder()));
	}

	/**
	 * Count a rejection.
	 * @param reason one of {@link Admission#REJECTIONS}
	 */
	public void count(Admission reason) {
		counter(reason).increment();
		long now = this.nanoTime.getAsLong();
		long next = this.nextLog.get();
		if (now - next >= 0 && this.nextLog.compareAndSet(next, now + LOG_INTERVAL)) {
			logger.warn("{} since the last such line: {} ({} of {} permits taken, {} waiting)",
					(this.mode == Mode.ENFORCE) ? "Rejected requests" : "Requests that would have been rejected",
					sums(), this.limiter.active(), this.limiter.limit(), this.limiter.waiting());
		}
	}

	/**
	 * Return how many were rejected since the start.
	 * @param reason one of {@link Admission#REJECTIONS}
	 * @return the count
	 */
	public long total(Admission reason) {
		return counter(reason).sum();
	}

	private LongAdder counter(Admission reason) {
		return Objects.requireNonNull(this.totals.get(reason));
	}

	private synchronized String sums() {
		return Admission.REJECTIONS.stream().filter((reason) -> since(reason) > 0).map((reason) -> {
			long count = since(reason);
			this.logged.merge(reason, count, Long::sum);
			return reason.reason() + " " + count;
		}).collect(Collectors.joining(", "));
	}

	private long since(Admission reason) {
		return total(reason) - this.logged.getOrDefault(reason, 0L);
	}

}
