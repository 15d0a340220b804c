package dev.monitor.concurrency;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests in and knows which are in: each one admitted gets a {@link Permit} of its
 * own. Thread-safe.
 */
public final class Permits {

	/**
	 * Time left to who has no deadline.
	 */
	public static final long NO_DEADLINE = Long.MAX_VALUE;

	private static final Logger logger = LoggerFactory.getLogger(Permits.class);

	private final ConcurrencyLimiter limiter;

	private final long waitNanos;

	private final WaitListener waits;

	private final RoundTripListener roundTrips;

	private final @Nullable Rehearsal rehearsal;

	private final LongSupplier nanoTime;

	private final Set<Permit> issued = ConcurrentHashMap.newKeySet();

	private final LongAdder admitted = new LongAdder();

	private final LongAdder waited = new LongAdder();

	/**
	 * Create with no permit issued, and nobody who hears of round trips.
	 * @param limiter gives the permits
	 * @param waitTime longest wait for a permit; zero never waits
	 * @param waits hears of waits that are over; what it throws is logged only
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public Permits(ConcurrencyLimiter limiter, Duration waitTime, WaitListener waits, LongSupplier nanoTime) {
		this(limiter, waitTime, waits, RoundTripListener.NONE, null, nanoTime);
	}

	/**
	 * Create with no permit issued.
	 * @param limiter gives the permits
	 * @param waitTime longest wait for a permit; zero never waits
	 * @param waits hears of waits that are over; what it throws is logged only
	 * @param roundTrips hears of requests that were served; what it throws is logged only
	 * @param rehearsal plays what would become of requests, {@code null} in earnest
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public Permits(ConcurrencyLimiter limiter, Duration waitTime, WaitListener waits, RoundTripListener roundTrips,
			@Nullable Rehearsal rehearsal, LongSupplier nanoTime) {
		this.limiter = limiter;
		this.waitNanos = waitTime.toNanos();
		this.waits = waits;
		this.roundTrips = roundTrips;
		this.rehearsal = rehearsal;
		this.nanoTime = nanoTime;
	}

	/**
	 * Wait for a permit without a deadline, as {@link #enter(long)} does.
	 * @return what became of it
	 */
	public Admission enter() {
		return enter(NO_DEADLINE);
	}

	/**
	 * Wait for a permit, on the calling thread. Whoever is admitted calls
	 * {@link #issue()} next. An interrupt during the wait ends it as
	 * {@link Admission#SHUTDOWN SHUTDOWN}; the thread stays interrupted.
	 * @param nanosLeft time until the asker's deadline, after which a permit is of no
	 * use; 0 or less gets {@link Admission#DEADLINE DEADLINE} even where a permit is free
	 * @return what became of it
	 */
	public Admission enter(long nanosLeft) {
		if (nanosLeft <= 0) {
			return Admission.DEADLINE;
		}
		if (this.limiter.tryAcquire()) {
			return Admission.ADMITTED;
		}
		long start = this.nanoTime.getAsLong();
		Admission outcome = acquire(Math.min(this.waitNanos, nanosLeft));
		if (this.waitNanos <= 0 || outcome == Admission.QUEUE_FULL) {
			return outcome;
		}
		long nanos = this.nanoTime.getAsLong() - start;
		Admission admission = (nanos < nanosLeft) ? outcome : late(outcome);
		noteWait(admission, nanos);
		return admission;
	}

	/**
	 * Issue the permit that {@link #enter(long)} took.
	 * @return the permit, to be released when the request is over
	 */
	public Permit issue() {
		try {
			Permit permit = issue(null);
			this.admitted.increment();
			return permit;
		}
		catch (Throwable ex) {
			this.limiter.release();
			throw ex;
		}
	}

	/**
	 * Tell whether the limiter's word counts.
	 * @return {@link Mode#OBSERVE OBSERVE} if {@link #rehearse(long)} is to be called and
	 * nothing else
	 */
	public Mode mode() {
		return (this.rehearsal != null) ? Mode.OBSERVE : Mode.ENFORCE;
	}

	/**
	 * Issue a permit whatever the limiter says, and play what would become of the
	 * request.
	 * @param nanosLeft time until the asker's deadline
	 * @return the permit, to be released when the request is over
	 */
	public Permit rehearse(long nanosLeft) {
		return issue(Objects.requireNonNull(this.rehearsal).begin(this.waitNanos, nanosLeft));
	}

	/**
	 * Return the age of the oldest permit that is out. Looks at all of them.
	 * @return nanoseconds, 0 if none is out
	 */
	public long oldestNanos() {
		long now = this.nanoTime.getAsLong();
		long oldest = 0;
		for (Permit permit : this.issued) {
			oldest = Math.max(oldest, now - permit.start);
		}
		return oldest;
	}

	/**
	 * Return how many permits were issued since the start.
	 * @return the count
	 */
	public long admitted() {
		return this.admitted.sum();
	}

	/**
	 * Return how many waits were over since the start, whatever came of them.
	 * @return the count
	 */
	public long waited() {
		return this.waited.sum();
	}

	boolean release(Permit permit) {
		if (!this.issued.remove(permit)) {
			return false;
		}
		if (permit.part != null) {
			return end(permit.part);
		}
		this.limiter.release();
		return true;
	}

	void complete(Permit permit, boolean dropped) {
		if (release(permit)) {
			try {
				this.roundTrips.completed(permit.start, permit.inFlight, dropped);
			}
			catch (RuntimeException ex) {
				logger.debug("Listener failed", ex);
			}
		}
	}

	private Permit issue(@Nullable Waiter part) {
		Permit permit = new Permit(this, this.nanoTime.getAsLong(), this.limiter.active(), part);
		this.issued.add(permit);
		return permit;
	}

	private boolean end(Waiter part) {
		Admission outcome = Objects.requireNonNull(this.rehearsal).end(part);
		if (outcome != null && part.waited() > 0) {
			noteWait(outcome, part.waited());
		}
		boolean admitted = outcome == Admission.ADMITTED;
		if (admitted) {
			this.admitted.increment();
		}
		return admitted;
	}

	private Admission acquire(long nanos) {
		try {
			return this.limiter.acquire(nanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Admission.SHUTDOWN;
		}
	}

	/**
	 * Return what an outcome is worth that came after the deadline.
	 */
	private Admission late(Admission outcome) {
		if (outcome == Admission.ADMITTED) {
			this.limiter.release();
		}
		return (outcome == Admission.SHUTDOWN) ? outcome : Admission.DEADLINE;
	}

	private void noteWait(Admission admission, long nanos) {
		this.waited.increment();
		try {
			this.waits.waited(admission, nanos);
		}
		catch (RuntimeException ex) {
			logger.debug("Listener failed", ex);
		}
	}

}
