package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.ThreadBudget;
import org.jspecify.annotations.Nullable;

/**
 * Valid properties, and the numbers in force with what they were derived from.
 *
 * @param properties the properties
 * @param maxRequests the limit
 * @param maxWaiting how many may wait
 * @param warning which numbers the server's threads do not allow, with the fix;
 * {@code null} if they allow all
 */
record ConcurrencySettings(ConcurrencyProperties properties, Derived maxRequests, Derived maxWaiting,
		@Nullable String warning) {

	/**
	 * Derive the settings.
	 * @param properties the properties
	 * @param threads platform threads of the server, {@code null} if they are not known
	 * or requests run on virtual threads
	 * @param processors number of available processors
	 * @return the settings
	 * @throws dev.monitor.property.InvalidPropertyException if a property makes no sense
	 */
	static ConcurrencySettings derive(ConcurrencyProperties properties, @Nullable ServerThreads threads,
			int processors) {
		ConcurrencyPropertiesValidator.validate(properties);
		Derived maxRequests = maxRequests(properties, threads, processors);
		Derived wanted = maxWaiting(properties, maxRequests.value());
		if (threads == null) {
			return new ConcurrencySettings(properties, maxRequests, wanted, null);
		}
		boolean unreachable = maxRequests.value() > threads.budget().usable();
		Derived maxWaiting = capped(wanted, maxRequests.value(), threads);
		boolean overruled = properties.getMaxWaiting() != null && maxWaiting.value() < wanted.value();
		String warning = (unreachable || overruled) ? warning(maxRequests.value(), wanted.value(), threads) : null;
		return new ConcurrencySettings(properties, maxRequests, maxWaiting, warning);
	}

	private static Derived maxRequests(ConcurrencyProperties properties, @Nullable ServerThreads threads,
			int processors) {
		Integer set = properties.getMaxRequests();
		if (set != null) {
			return new Derived(set, "as set");
		}
		long wanted = (long) properties.getMaxRequestsPerCpu() * processors;
		int highest = (threads != null) ? threads.budget().highestLimit() : ConcurrencyLimiter.MAX;
		String origin = properties.getMaxRequestsPerCpu() + " x " + processors + " processors";
		return (wanted <= highest) ? new Derived((int) wanted, origin)
				: new Derived(highest, origin + ((threads != null) ? ", capped for " + threads : ", capped"));
	}

	private static Derived maxWaiting(ConcurrencyProperties properties, int maxRequests) {
		Integer set = properties.getMaxWaiting();
		return (set != null) ? new Derived(set, "as set")
				: new Derived(Math.max(1, maxRequests / 2), "half of max-requests");
	}

	private static Derived capped(Derived wanted, int maxRequests, ServerThreads threads) {
		int highest = threads.budget().highestWaiting(maxRequests);
		return (wanted.value() <= highest) ? wanted : new Derived(highest, wanted.origin() + ", capped for " + threads);
	}

	private static String warning(int maxRequests, int maxWaiting, ServerThreads threads) {
		int free = threads.max() - threads.budget().usable();
		long needed = ThreadBudget.threadsFor((long) maxRequests + maxWaiting);
		return ("monitor.concurrency: %d requests served and %d waiting at once are out of reach with %s, "
				+ "%d of which stay free for health checks and rejections. Set %s to %d or more, or ask for less.")
			.formatted(maxRequests, maxWaiting, threads, free, threads.property(), needed);
	}

	/**
	 * A number and where it comes from.
	 *
	 * @param value the number
	 * @param origin what it was derived from
	 */
	record Derived(int value, String origin) {

		@Override
		public String toString() {
			return this.value + " (" + this.origin + ")";
		}

	}

}
