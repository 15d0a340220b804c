package dev.monitor.guard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator, in the log and at most once an hour, why a scraper on another
 * machine is refused and what to configure. Thread-safe.
 */
public final class RefusalHint {

	private static final Logger logger = LoggerFactory.getLogger(RefusalHint.class);

	private static final long PAUSE = Duration.ofHours(1).toNanos();

	private final LongSupplier nanoTime;

	private final AtomicLong last;

	/**
	 * Create the hint.
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public RefusalHint(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.last = new AtomicLong(nanoTime.getAsLong() - PAUSE);
	}

	void give(AccessRequest request) {
		long before = this.last.get();
		long now = this.nanoTime.getAsLong();
		if (now - before >= PAUSE && this.last.compareAndSet(before, now)) {
			logger.warn("Refused to serve metrics to {}{}: without a token only callers on this machine get them, "
					+ "under the name localhost or a loopback address. To let others scrape, make a token "
					+ "(openssl rand -hex 32), set monitor.metrics.tokens.<name>.hash to its SHA-256 and let the "
					+ "scraper send the token as a bearer token. monitor.metrics.access=open lets everyone scrape.",
					request.caller().peer(), request.caller().forwarded() ? " through a proxy" : "");
		}
	}

}
