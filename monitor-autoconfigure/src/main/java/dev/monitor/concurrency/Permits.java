package dev.monitor.concurrency;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests in and knows which are in: each one admitted gets a {@link Permit} of its
 * own. Thread-safe.
 */
public final class Permits {

	private static final Logger logger = LoggerFactory.getLogger(Permits.class);

	private final ConcurrencyLimiter limiter;

	private final long waitNanos;

	private final WaitListener listener;

	private final LongSupplier nanoTime;

	private final Set<Permit> issued = ConcurrentHashMap.newKeySet();

	/**
	 * Create with no permit issued.
	 * @param limiter gives the places
	 * @param waitTime longest wait for a place; zero never waits
	 * @param listener hears of waits that are over; what it throws is logged only
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public Permits(ConcurrencyLimiter limiter, Duration waitTime, WaitListener listener, LongSupplier nanoTime) {
		this.limiter = limiter;
		this.waitNanos = waitTime.toNanos();
		this.listener = listener;
		this.nanoTime = nanoTime;
	}

	/**
	 * Wait for a place, on the calling thread. Whoever is admitted calls {@link #issue()}
	 * next. An interrupt during the wait ends it as {@link Admission#SHUTDOWN SHUTDOWN};
	 * the thread stays interrupted.
	 * @return what became of it
	 */
	public Admission enter() {
		if (this.limiter.tryAcquire()) {
			return Admission.ADMITTED;
		}
		long start = this.nanoTime.getAsLong();
		Admission admission = acquire();
		if (this.waitNanos > 0 && admission != Admission.QUEUE_FULL) {
			tell(admission, this.nanoTime.getAsLong() - start);
		}
		return admission;
	}

	/**
	 * Issue the permit for a place that {@link #enter()} took.
	 * @return the permit, to be released when the request is over
	 */
	public Permit issue() {
		try {
			Permit permit = new Permit(this, this.nanoTime.getAsLong());
			this.issued.add(permit);
			return permit;
		}
		catch (Throwable ex) {
			this.limiter.release();
			throw ex;
		}
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

	void release(Permit permit) {
		if (this.issued.remove(permit)) {
			this.limiter.release();
		}
	}

	private Admission acquire() {
		try {
			return this.limiter.acquire(this.waitNanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Admission.SHUTDOWN;
		}
	}

	private void tell(Admission admission, long nanos) {
		try {
			this.listener.waited(admission, nanos);
		}
		catch (RuntimeException ex) {
			logger.debug("Listener failed", ex);
		}
	}

}
