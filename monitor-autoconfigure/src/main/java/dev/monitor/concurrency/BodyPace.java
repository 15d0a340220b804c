package dev.monitor.concurrency;

import java.net.SocketTimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * How fast the body of one request comes. Nothing is too slow unless it is watched, since
 * only requests with a permit are. Used by one thread at a time.
 */
public final class BodyPace {

	private final SlowBody limit;

	private boolean watched;

	private long bytes;

	private long nanos;

	private volatile boolean slow;

	/**
	 * Create the pace of a body of which nothing has come.
	 * @param limit how slowly it may come
	 */
	public BodyPace(SlowBody limit) {
		this.limit = limit;
	}

	/**
	 * Watch the body of a request that has got a permit.
	 * @param attribute the request's {@link SlowBody#PACE_ATTRIBUTE}
	 * @return its pace, {@code null} if it has none
	 */
	public static @Nullable BodyPace watch(@Nullable Object attribute) {
		if (attribute instanceof BodyPace pace) {
			pace.watched = true;
			return pace;
		}
		return null;
	}

	/**
	 * Start over for the next request.
	 */
	public void reset() {
		this.watched = false;
		this.slow = false;
		this.bytes = 0;
		this.nanos = 0;
	}

	/**
	 * Note that something was waited for, and what came of it.
	 * @param waited nanoseconds
	 * @param read number of bytes, 0 or less for none
	 * @return whether the body is too slow, unless that was the last of it
	 */
	public boolean add(long waited, int read) {
		this.nanos += waited;
		this.bytes += Math.max(0, read);
		return nanosLeft() < 0;
	}

	/**
	 * Return how long the next bytes may be waited for.
	 * @return nanoseconds, less than 0 if the body is too slow by now,
	 * {@link Long#MAX_VALUE} if it is not watched
	 */
	public long nanosLeft() {
		return this.watched ? this.limit.nanosFor(this.bytes) - this.nanos : Long.MAX_VALUE;
	}

	/**
	 * Give the request up, for its body is too slow.
	 * @return what whoever reads the body is to be told
	 */
	public SocketTimeoutException giveUp() {
		this.slow = true;
		return new SocketTimeoutException("The body of the request comes too slowly");
	}

	/**
	 * Return whether the request was given up.
	 * @return whether it was
	 */
	public boolean isSlow() {
		return this.slow;
	}

}
