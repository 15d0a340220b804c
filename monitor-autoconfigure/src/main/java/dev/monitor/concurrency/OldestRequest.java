package dev.monitor.concurrency;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Age of the request that holds its permit the longest. Whoever reads it makes a line in
 * the log if that is so long that the permit may never come back: at most one every ten
 * minutes. Nothing is released. Thread-safe.
 */
public final class OldestRequest {

	/**
	 * Age above which a request is suspicious, in nanoseconds.
	 */
	static final long SUSPICIOUS = TimeUnit.MINUTES.toNanos(5);

	private static final Logger logger = LoggerFactory.getLogger(OldestRequest.class);

	private static final long LOG_INTERVAL = TimeUnit.MINUTES.toNanos(10);

	private final Permits permits;

	private final LongSupplier nanoTime;

	private final AtomicLong nextLog;

	/**
	 * Create the reading.
	 * @param permits whose permits to look at
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public OldestRequest(Permits permits, LongSupplier nanoTime) {
		this.permits = permits;
		this.nanoTime = nanoTime;
		this.nextLog = new AtomicLong(nanoTime.getAsLong());
	}

	/**
	 * Return the age.
	 * @return nanoseconds, 0 if no request is being served
	 */
	public long nanos() {
		long oldest = this.permits.oldestNanos();
		if (oldest >= SUSPICIOUS) {
			warn(oldest);
		}
		return oldest;
	}

	private void warn(long oldest) {
		long now = this.nanoTime.getAsLong();
		long next = this.nextLog.get();
		if (now - next >= 0 && this.nextLog.compareAndSet(next, now + LOG_INTERVAL)) {
			logger.warn("A request has held its permit for {} s. If it is stuck, a thread dump shows where; "
					+ "its permit comes back only when it ends.", TimeUnit.NANOSECONDS.toSeconds(oldest));
		}
	}

}
