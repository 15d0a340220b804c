package dev.monitor.concurrency.adaptive;

import java.util.function.LongSupplier;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.RoundTripListener;

/**
 * Moves the limit between its bounds by what an {@link Algorithm} makes of round trips.
 * The algorithm gets the round trips of one second at a time, averaged, and only if there
 * were ten or more; those under 100 microseconds are left out. Thread-safe: among threads
 * that end requests, one a second runs the algorithm, and the others do not wait for it.
 */
public final class AdaptiveLimit implements RoundTripListener {

	private final Limit limit;

	private final LongSupplier nanoTime;

	private final long origin;

	/**
	 * Create the limit.
	 * @param controlled the limit to set within its bounds
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public AdaptiveLimit(ConcurrencyLimit controlled, LongSupplier nanoTime) {
		this.limit = WindowedLimit.newBuilder().build(Limits.create(controlled.algorithm(), controlled.bounds()));
		this.limit.notifyOnChange(controlled::set);
		this.nanoTime = nanoTime;
		// The window starts at a time of zero, and nano time may be below it.
		this.origin = nanoTime.getAsLong() - 1;
	}

	@Override
	public void completed(long start, int inFlight, boolean dropped) {
		long roundTrip = Math.max(1, this.nanoTime.getAsLong() - start);
		this.limit.onSample(start - this.origin, roundTrip, inFlight, dropped);
	}

}
