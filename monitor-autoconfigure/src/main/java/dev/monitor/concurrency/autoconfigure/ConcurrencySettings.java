package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.LimitSettings;
import dev.monitor.concurrency.MaxWaiting;
import dev.monitor.concurrency.PriorityShares;
import dev.monitor.concurrency.QueueOrder;
import dev.monitor.concurrency.ThreadBudget;
import org.jspecify.annotations.Nullable;

/**
 * Valid properties, and the numbers in force with what they were derived from.
 *
 * @param properties the properties
 * @param range the limit
 * @param waiters how many may wait beside any limit
 * @param maxWaiting how many may wait at the start
 * @param warning which numbers the server's threads do not allow, with the fix;
 * {@code null} if they allow all
 * @param shares how the limit is divided among priorities, {@code null} if requests have
 * none
 */
record ConcurrencySettings(ConcurrencyProperties properties, LimitRange range, MaxWaiting waiters, Derived maxWaiting,
		@Nullable String warning, @Nullable PriorityShares shares) {

	/**
	 * Derive the settings.
	 * @param properties the properties
	 * @param threads platform threads of the server, {@code null} if they are not known
	 * or requests run on virtual threads
	 * @param processors number of available processors
	 * @param ranked whether requests have priorities
	 * @return the settings
	 * @throws dev.monitor.property.InvalidPropertyException if a property makes no sense
	 */
	static ConcurrencySettings derive(ConcurrencyProperties properties, @Nullable ServerThreads threads, int processors,
			boolean ranked) {
		ConcurrencyPropertiesValidator.validate(properties);
		LimitRange range = LimitRange.derive(properties, threads, processors);
		boolean waits = !properties.getWaitTime().isZero();
		MaxWaiting waiters = new MaxWaiting(waits ? properties.getMaxWaiting() : Integer.valueOf(0),
				(threads != null) ? threads.budget() : null);
		PriorityShares shares = ranked ? new PriorityShares(properties.getPriorities().getLowShare(),
				properties.getPriorities().getBulkShare(), properties.getCriticalReserve()) : null;
		Derived maxWaiting = waits ? maxWaiting(waiters, range.initial().value(), threads, shares)
				: new Derived(0, "wait-time is 0");
		return new ConcurrencySettings(properties, range, waiters, maxWaiting,
				(threads != null) ? warning(maxRequests(properties, range).value(), waiters, threads, shares) : null,
				shares);
	}

	/**
	 * Return the value of {@code max-requests} in force: the limit if it is fixed, the
	 * highest limit if it is not.
	 * @return the number
	 */
	Derived maxRequests() {
		return maxRequests(this.properties, this.range);
	}

	/**
	 * Return the settings of the limit itself.
	 * @return the settings
	 */
	LimitSettings limitSettings() {
		QueueOrder order = (this.properties.getQueueOrder() == ConcurrencyProperties.Order.FIFO) ? QueueOrder.FIFO
				: QueueOrder.adaptive(this.properties.getWaitTime());
		return new LimitSettings(this.properties.getMode(), this.properties.getAlgorithm(), this.range.bounds(),
				this.waiters, this.properties.getWaitTime(), order, this.shares);
	}

	/**
	 * Tell how the limit is found.
	 * @return pairs of property and value
	 */
	String limit() {
		Algorithm algorithm = this.properties.getAlgorithm();
		return (algorithm == Algorithm.FIXED) ? "max-requests=" + maxRequests()
				: "algorithm=%s, max-requests=%s, min-requests=%s, limit=%s".formatted(algorithm, maxRequests(),
						this.range.lowest(), this.range.initial());
	}

	private static Derived maxRequests(ConcurrencyProperties properties, LimitRange range) {
		return (properties.getAlgorithm() == Algorithm.FIXED) ? range.initial() : range.highest();
	}

	/**
	 * Tell how the limit is divided among priorities at the start.
	 * @return pairs of property and number of permits, empty if requests have none
	 */
	String priorities() {
		int initial = this.range.initial().value();
		return (this.shares == null) ? "" : ", priorities: low-share=%s, bulk-share=%s, critical-reserve=%s"
			.formatted(this.shares.low(initial), this.shares.bulk(initial), this.shares.reserve(initial));
	}

	private static Derived maxWaiting(MaxWaiting waiters, int limit, @Nullable ServerThreads threads,
			@Nullable PriorityShares shares) {
		int capped = waiters.beside(limit, reserve(shares, limit));
		String origin = (waiters.wanted() != null) ? "as set" : "half of max-requests";
		return new Derived(capped, (capped < waiters.uncapped(limit)) ? origin + ", capped for " + threads : origin);
	}

	private static int reserve(@Nullable PriorityShares shares, int limit) {
		return (shares != null) ? shares.reserve(limit) : 0;
	}

	private static @Nullable String warning(int maxRequests, MaxWaiting waiters, ServerThreads threads,
			@Nullable PriorityShares shares) {
		int reserve = reserve(shares, maxRequests);
		int maxWaiting = waiters.uncapped(maxRequests);
		int usable = threads.budget().usable();
		boolean unreachable = maxRequests + reserve > usable;
		boolean overruled = waiters.wanted() != null && waiters.beside(maxRequests, reserve) < maxWaiting;
		return (!unreachable && !overruled) ? null
				: ("monitor.concurrency: %s requests served and %s waiting at once are out of reach with %s, "
						+ "%s of which stay free for health checks and rejections. "
						+ "Set %s to %s or more, or ask for less.%s")
					.formatted(maxRequests + reserve, maxWaiting, threads, threads.max() - usable, threads.property(),
							ThreadBudget.threadsFor((long) maxRequests + reserve + maxWaiting), (reserve > 0)
									? " Of those served, " + reserve + " are the reserve for critical ones." : "");
	}

}
