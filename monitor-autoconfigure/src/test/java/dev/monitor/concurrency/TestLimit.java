package dev.monitor.concurrency;

import java.time.Duration;

/**
 * Creates limits whose settings a test need not spell out.
 */
public final class TestLimit {

	private TestLimit() {
	}

	public static ConcurrencyLimit enforcing(int limit, int maxWaiting, FakeTime time) {
		return of(Mode.ENFORCE, limit, maxWaiting, time);
	}

	public static ConcurrencyLimit observing(int limit, int maxWaiting, FakeTime time) {
		return of(Mode.OBSERVE, limit, maxWaiting, time);
	}

	public static ConcurrencyLimit of(Algorithm algorithm, LimitBounds bounds, MaxWaiting maxWaiting, FakeTime time) {
		return of(Mode.ENFORCE, algorithm, bounds, maxWaiting, time);
	}

	/**
	 * Create a limit of requests with priorities: half of it for low ones, a fifth for
	 * bulk ones, and a twentieth above it for critical ones.
	 */
	public static ConcurrencyLimit ranked(Mode mode, int limit, int maxWaiting, FakeTime time) {
		return new ConcurrencyLimit(new LimitSettings(mode, Algorithm.FIXED,
				new LimitBounds(limit, 1, ConcurrencyLimiter.MAX), new MaxWaiting(maxWaiting, null),
				Duration.ofSeconds(1), QueueOrder.FIFO, new PriorityShares(50, 20, 5)), time, time::nanoTime);
	}

	/**
	 * Return the permit that a test expects.
	 */
	public static Permit permit(Decision decision) {
		return (Permit) decision;
	}

	private static ConcurrencyLimit of(Mode mode, int limit, int maxWaiting, FakeTime time) {
		return of(mode, Algorithm.FIXED, new LimitBounds(limit, 1, ConcurrencyLimiter.MAX),
				new MaxWaiting(maxWaiting, null), time);
	}

	private static ConcurrencyLimit of(Mode mode, Algorithm algorithm, LimitBounds bounds, MaxWaiting maxWaiting,
			FakeTime time) {
		return new ConcurrencyLimit(
				new LimitSettings(mode, algorithm, bounds, maxWaiting, Duration.ofSeconds(1), QueueOrder.FIFO), time,
				time::nanoTime);
	}

}
