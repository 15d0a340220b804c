package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.RoundTripListener;
import dev.monitor.concurrency.adaptive.AdaptiveLimit;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Moves a limit by round trips, if {@code monitor.concurrency.algorithm} asks for it.
 */
final class LimitAlgorithm {

	private LimitAlgorithm() {
	}

	/**
	 * Return what moves a limit.
	 * @return the listener to be told of round trips, {@code null} for a limit that stays
	 * as it was set
	 */
	static @Nullable RoundTripListener listener(ConcurrencyLimit limit, @Nullable ClassLoader classLoader) {
		Algorithm algorithm = limit.algorithm();
		if (algorithm == Algorithm.FIXED) {
			return null;
		}
		if (!ClassUtils.isPresent("com.netflix.concurrency.limits.Limit", classLoader)) {
			throw new InvalidPropertyException("monitor.concurrency.algorithm", algorithm,
					"needs a library that is not on the class path",
					"Add com.netflix.concurrency-limits:concurrency-limits-core, or use fixed.");
		}
		return new AdaptiveLimit(limit, System::nanoTime);
	}

}
