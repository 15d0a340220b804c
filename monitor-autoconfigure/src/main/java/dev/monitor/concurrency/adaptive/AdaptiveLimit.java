package dev.monitor.concurrency.adaptive;

import java.util.function.LongSupplier;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.LimitControl;
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
	 * @param algorithm any but {@link Algorithm#FIXED}
	 * @param control sets the limit, and knows its bounds
	 * @param initialLimit the limit that is in force, within the bounds
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public AdaptiveLimit(Algorithm algorithm, LimitControl control, int initialLimit, LongSupplier nanoTime) {
		this.limit = WindowedLimit.newBuilder().build(Limits.create(algorithm, control, initialLimit));
		this.limit.notifyOnChange(control::set);
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
