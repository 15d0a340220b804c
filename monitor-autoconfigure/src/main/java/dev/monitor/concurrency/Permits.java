package dev.monitor.concurrency;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import dev.monitor.failure.Listeners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permits that are out: each request that is served has one of its own. Thread-safe.
 */
final class Permits {

	/**
	 * Age above which a request is suspicious, in nanoseconds.
	 */
	static final long SUSPICIOUS = TimeUnit.MINUTES.toNanos(5);

	private static final Logger logger = LoggerFactory.getLogger(Permits.class);

	private static final long WARNING_INTERVAL = TimeUnit.MINUTES.toNanos(10);

	/**
	 * The busiest moment of the last 60 to 70 seconds is told.
	 */
	private static final long SLOT_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final int SLOTS = 7;

	private final ConcurrencyLimiter limiter;

	private final Listeners<RoundTripListener> roundTrips;

	private final LongSupplier nanoTime;

	private final AtomicLong nextWarning;

	private final Set<Permit> issued = ConcurrentHashMap.newKeySet();

	private final LongAdder given = new LongAdder();

	private final AtomicLong used = new AtomicLong();

	private final RecentMaximum active;

	/**
	 * Create with no permit out.
	 * @param limiter knows how many requests are in flight
	 * @param roundTrips told of requests that were served
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	Permits(ConcurrencyLimiter limiter, Listeners<RoundTripListener> roundTrips, LongSupplier nanoTime) {
		this.limiter = limiter;
		this.roundTrips = roundTrips;
		this.nanoTime = nanoTime;
		long now = nanoTime.getAsLong();
		this.nextWarning = new AtomicLong(now);
		this.active = new RecentMaximum(now, SLOT_NANOS, SLOTS);
	}

	/**
	 * Issue a permit.
	 * @param giveBack called once, when it is given back; tells whether the permit
	 * counted towards the limit
	 * @return the permit, to be given back when the request is over
	 */
	Permit issue(BooleanSupplier giveBack) {
		Permit permit = new Permit(this, this.nanoTime.getAsLong(), this.limiter.active(), giveBack);
		this.issued.add(permit);
		this.active.note(permit.start, permit.inFlight);
		return permit;
	}

	/**
	 * Return the age of the oldest permit that is out. Looks at all of them, and warns at
	 * most every ten minutes of one so old that it may never come back.
	 * @return nanoseconds, 0 if none is out
	 */
	long oldestNanos() {
		long now = this.nanoTime.getAsLong();
		long oldest = 0;
		for (Permit permit : this.issued) {
			oldest = Math.max(oldest, now - permit.start);
		}
		long next = this.nextWarning.get();
		if (oldest >= SUSPICIOUS && now - next >= 0 && this.nextWarning.compareAndSet(next, now + WARNING_INTERVAL)) {
			logger.warn("A request has held its permit for {} s. If it is stuck, a thread dump shows where; "
					+ "its permit comes back only when it ends.", TimeUnit.NANOSECONDS.toSeconds(oldest));
		}
		return oldest;
	}

	/**
	 * Return how long all permits have been held, those that are out included. Looks at
	 * those.
	 * @return nanoseconds, never less than before
	 */
	long usedNanos() {
		// What is given back between the two counts next time; it never counts twice.
		long nanos = this.given.sum();
		long now = this.nanoTime.getAsLong();
		for (Permit permit : this.issued) {
			nanos += Math.max(0, now - permit.start);
		}
		return this.used.accumulateAndGet(nanos, Math::max);
	}

	/**
	 * Return the most permits of the limiter that were out at once in the last minute.
	 */
	int mostActive() {
		return Math.max(this.limiter.active(), this.active.get(this.nanoTime.getAsLong()));
	}

	boolean release(Permit permit) {
		if (!this.issued.remove(permit)) {
			return false;
		}
		long now = this.nanoTime.getAsLong();
		this.given.add(now - permit.start);
		this.active.note(now, this.limiter.active());
		return permit.giveBack.getAsBoolean();
	}

	void complete(Permit permit, boolean dropped) {
		if (release(permit) && !this.roundTrips.isEmpty()) {
			this.roundTrips.tell((listener) -> listener.completed(permit.start, permit.inFlight, dropped));
		}
	}

}
