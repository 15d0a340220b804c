package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.LimitBounds;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

/**
 * Where the limit starts, and within which bounds it may be moved.
 *
 * @param initial limit at the start
 * @param lowest lowest limit
 * @param highest highest limit
 */
record LimitRange(Derived initial, Derived lowest, Derived highest) {

	/**
	 * Highest limit that an algorithm may find if threads set no bound.
	 */
	private static final int HIGHEST_WITHOUT_THREADS = 1000;

	LimitBounds bounds() {
		return new LimitBounds(this.initial.value(), this.lowest.value(), this.highest.value());
	}

	static LimitRange derive(ConcurrencyProperties properties, @Nullable ServerThreads threads, int processors) {
		return (properties.getAlgorithm() != Algorithm.FIXED) ? adaptive(properties, threads, processors)
				: fixed(properties, threads, processors);
	}

	private static LimitRange fixed(ConcurrencyProperties properties, @Nullable ServerThreads threads, int processors) {
		Derived initial = initial(properties, threads, processors);
		Derived lowest = new Derived(1, "always");
		if (threads == null) {
			return new LimitRange(initial, lowest, new Derived(ConcurrencyLimiter.MAX, "always"));
		}
		int usable = threads.budget().usable();
		return new LimitRange(initial, lowest,
				(usable > initial.value()) ? new Derived(usable, threads.toString()) : initial);
	}

	private static Derived initial(ConcurrencyProperties properties, @Nullable ServerThreads threads, int processors) {
		Integer set = properties.getMaxRequests();
		if (set != null) {
			return new Derived(set, "as set");
		}
		int highest = (threads != null) ? threads.budget().highestLimit() : ConcurrencyLimiter.MAX;
		return bounded(properties.getMaxRequestsPerCpu(), processors, 1, highest,
				(threads != null) ? "capped for " + threads : "capped");
	}

	private static LimitRange adaptive(ConcurrencyProperties properties, @Nullable ServerThreads threads,
			int processors) {
		Derived highest = highest(properties, threads);
		Derived lowest = lowest(properties, highest, processors);
		Derived initial = bounded(properties.getMaxRequestsPerCpu(), processors, lowest.value(), highest.value(),
				"bounded");
		return new LimitRange(initial, lowest, highest);
	}

	private static Derived highest(ConcurrencyProperties properties, @Nullable ServerThreads threads) {
		Integer set = properties.getMaxRequests();
		if (set != null) {
			return new Derived(set, "as set");
		}
		return (threads != null) ? new Derived(threads.budget().highestLimit(), "for " + threads)
				: new Derived(HIGHEST_WITHOUT_THREADS, "threads set no bound");
	}

	private static Derived lowest(ConcurrencyProperties properties, Derived highest, int processors) {
		Integer set = properties.getMinRequests();
		if (set == null) {
			return new Derived(Math.min(processors, highest.value()), "one a processor");
		}
		if (set > highest.value()) {
			throw new InvalidPropertyException("monitor.concurrency.min-requests", set,
					"is higher than max-requests=" + highest,
					"Use a whole number from 1 to " + highest.value() + ", or raise monitor.concurrency.max-requests.");
		}
		return new Derived(set, "as set");
	}

	private static Derived bounded(int perProcessor, int processors, int lowest, int highest, String note) {
		long wanted = (long) perProcessor * processors;
		int bounded = (int) Math.max(lowest, Math.min(highest, wanted));
		String origin = perProcessor + " x " + processors + " processors";
		return new Derived(bounded, (bounded == wanted) ? origin : origin + ", " + note);
	}

}
