package dev.monitor.guard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator, in the log and at most once an hour, why a client on another
 * machine is refused and what to configure. Thread-safe.
 */
public final class RefusalHint {

	private static final Logger logger = LoggerFactory.getLogger(RefusalHint.class);

	private static final long PAUSE = Duration.ofHours(1).toNanos();

	private final String guarded;

	private final String remedy;

	private final LongSupplier nanoTime;

	private final AtomicLong last;

	/**
	 * Create the hint.
	 * @param guarded what was not served
	 * @param remedy who is served, and how to serve others
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public RefusalHint(String guarded, String remedy, LongSupplier nanoTime) {
		this.guarded = guarded;
		this.remedy = remedy;
		this.nanoTime = nanoTime;
		this.last = new AtomicLong(nanoTime.getAsLong() - PAUSE);
	}

	void give(AccessRequest request) {
		long before = this.last.get();
		long now = this.nanoTime.getAsLong();
		if (now - before >= PAUSE && this.last.compareAndSet(before, now)) {
			logger.warn("Refused to serve {} to {}{}: {}", this.guarded, request.caller().peer(),
					request.caller().forwarded() ? " through a proxy" : "", this.remedy);
		}
	}

}
