package dev.monitor.concurrency;

import java.time.Duration;

/**
 * What a {@link ConcurrencyLimit} is built from.
 *
 * @param mode whether the limit is enforced
 * @param algorithm how the limit is found
 * @param bounds the limit at the start and its bounds
 * @param maxWaiting how many may wait beside each limit
 * @param waitTime longest wait for a permit; zero never waits
 * @param order whose turn it is when a permit becomes free
 */
public record LimitSettings(Mode mode, Algorithm algorithm, LimitBounds bounds, MaxWaiting maxWaiting,
		Duration waitTime, QueueOrder order) {

}
