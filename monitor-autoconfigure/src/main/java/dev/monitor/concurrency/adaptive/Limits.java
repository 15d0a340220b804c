package dev.monitor.concurrency.adaptive;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.LimitBounds;

/**
 * The library's algorithms with its own defaults, kept within bounds.
 */
final class Limits {

	private Limits() {
	}

	static Limit create(Algorithm algorithm, LimitBounds bounds) {
		return switch (algorithm) {
			case GRADIENT2 -> Gradient2Limit.newBuilder()
				.initialLimit(bounds.initial())
				.minLimit(bounds.lowest())
				.maxConcurrency(bounds.highest())
				.build();
			case VEGAS -> VegasLimit.newBuilder()
				.initialLimit(bounds.initial())
				.decreaseFunction((limit) -> Math.max(bounds.lowest(), limit - vegasStep(limit)))
				.maxConcurrency(bounds.highest())
				.build();
			case AIMD -> AIMDLimit.newBuilder()
				.initialLimit(bounds.initial())
				.minLimit(bounds.lowest())
				.maxLimit(bounds.highest())
				.build();
			case FIXED -> throw new IllegalArgumentException("A fixed limit needs no algorithm");
		};
	}

	/**
	 * Return the library's step, which knows no lowest limit.
	 */
	private static int vegasStep(double limit) {
		return Math.max(1, (int) Math.log10(limit));
	}

}
