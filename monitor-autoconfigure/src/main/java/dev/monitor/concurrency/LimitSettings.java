package dev.monitor.concurrency;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link ConcurrencyLimit} is built from.
 *
 * @param mode whether the limit is enforced
 * @param algorithm how the limit is found
 * @param bounds the limit at the start and its bounds
 * @param maxWaiting how many may wait beside each limit
 * @param waitTime longest wait for a permit; zero never waits
 * @param order whose turn it is when a permit becomes free, within a priority
 * @param shares how the limit is divided among priorities; {@code null} if requests have
 * none
 */
public record LimitSettings(Mode mode, Algorithm algorithm, LimitBounds bounds, MaxWaiting maxWaiting,
		Duration waitTime, QueueOrder order, @Nullable PriorityShares shares) {

	/**
	 * Create settings without priorities.
	 * @param mode whether the limit is enforced
	 * @param algorithm how the limit is found
	 * @param bounds the limit at the start and its bounds
	 * @param maxWaiting how many may wait beside each limit
	 * @param waitTime longest wait for a permit; zero never waits
	 * @param order whose turn it is when a permit becomes free
	 */
	public LimitSettings(Mode mode, Algorithm algorithm, LimitBounds bounds, MaxWaiting maxWaiting, Duration waitTime,
			QueueOrder order) {
		this(mode, algorithm, bounds, maxWaiting, waitTime, order, null);
	}

	/**
	 * Return how many may wait beside a limit, with the reserve above it in use.
	 */
	int maxWaiting(int limit) {
		return this.maxWaiting.beside(limit, (this.shares != null) ? this.shares.reserve(limit) : 0);
	}

	/**
	 * Create a limiter. One with priorities is made elsewhere, so that none of their
	 * classes is loaded where there are none.
	 */
	ConcurrencyLimiter limiter(LongSupplier nanoTime) {
		int limit = this.bounds.initial();
		return (this.shares != null) ? PriorityLevel.limiter(this, this.shares, nanoTime)
				: new ConcurrencyLimiter(limit, maxWaiting(limit), this.order, nanoTime);
	}

}
