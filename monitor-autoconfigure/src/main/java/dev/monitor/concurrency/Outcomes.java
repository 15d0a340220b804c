package dev.monitor.concurrency;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import dev.monitor.failure.Listeners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Counts what became of requests, and sums up those rejected in the log at most every ten
 * seconds. Thread-safe.
 */
public sealed class Outcomes permits PriorityOutcomes {

	private static final Logger logger = LoggerFactory.getLogger(Outcomes.class);

	private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(10);

	private final Map<Admission, LongAdder> totals = new EnumMap<>(Admission.class);

	private final Map<Admission, Long> logged = new EnumMap<>(Admission.class);

	private final LongAdder waited = new LongAdder();

	private final ConcurrencyLimiter limiter;

	private final Mode mode;

	private final Listeners<WaitListener> waits;

	private final LongSupplier nanoTime;

	private final AtomicLong nextLog;

	/**
	 * Create with all counts at zero.
	 * @param limiter what rejects, for the log line
	 * @param mode whether that is so, or only would be
	 * @param waits told of waits that are over
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	Outcomes(ConcurrencyLimiter limiter, Mode mode, Listeners<WaitListener> waits, LongSupplier nanoTime) {
		this.limiter = limiter;
		this.mode = mode;
		this.waits = waits;
		this.nanoTime = nanoTime;
		this.nextLog = new AtomicLong(nanoTime.getAsLong());
		for (Admission admission : Admission.values()) {
			this.totals.put(admission, new LongAdder());
		}
	}

	/**
	 * Create the counts of some of these requests.
	 * @param all the counts of all of them
	 * @param waits told of waits that are over
	 */
	Outcomes(Outcomes all, Listeners<WaitListener> waits) {
		this(all.limiter, all.mode, waits, all.nanoTime);
	}

	/**
	 * Count a request.
	 * @param admission what became of it
	 */
	void count(Admission admission) {
		count(admission, Level.WARN);
	}

	/**
	 * Count a request.
	 * @param admission what became of it
	 * @param level how to log it, if it is a rejection
	 */
	final void count(Admission admission, Level level) {
		add(admission);
		if (admission != Admission.ADMITTED) {
			logRejections(level);
		}
	}

	final void add(Admission admission) {
		counter(admission).increment();
	}

	/**
	 * Count a wait that is over, whatever came of it.
	 * @param admission what came of it
	 * @param nanos how long it lasted, in nanoseconds
	 */
	void waited(Admission admission, long nanos) {
		this.waited.increment();
		this.waits.tell((listener) -> listener.waited(admission, nanos));
	}

	/**
	 * Return how many requests ended so since the start.
	 * @param admission what became of them
	 * @return the count
	 */
	public long total(Admission admission) {
		return counter(admission).sum();
	}

	/**
	 * Return how many requests got no permit since the start.
	 */
	long rejected() {
		return Admission.REJECTIONS.stream().mapToLong(this::total).sum();
	}

	/**
	 * Return how many waits were over since the start, whatever came of them.
	 * @return the count
	 */
	public long waited() {
		return this.waited.sum();
	}

	private LongAdder counter(Admission admission) {
		return Objects.requireNonNull(this.totals.get(admission));
	}

	private void logRejections(Level level) {
		long now = this.nanoTime.getAsLong();
		long next = this.nextLog.get();
		if (now - next >= 0 && this.nextLog.compareAndSet(next, now + LOG_INTERVAL)) {
			logger.atLevel(level)
				.log("{} since the last such line: {} ({} of {} permits taken, {} waiting)",
						(this.mode == Mode.ENFORCE) ? "Rejected requests" : "Requests that would have been rejected",
						sums(), this.limiter.active(), this.limiter.limit(), this.limiter.waiting());
		}
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
