package dev.monitor.concurrency.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.OldestRequest;
import dev.monitor.concurrency.Rejections;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Gauges and counters {@code monitor.concurrency.*}, read from the limiter when they are
 * scraped.
 */
public final class ConcurrencyMetrics implements MeterBinder {

	private static final String PREFIX = "monitor.concurrency.";

	private final ConcurrencyLimiter limiter;

	private final OldestRequest oldest;

	private final Rejections rejections;

	private final Mode mode;

	/**
	 * Create the meters.
	 * @param limiter the limiter
	 * @param oldest age of the oldest request
	 * @param rejections what was rejected
	 * @param mode whether rejections are in earnest, the tag {@code mode}
	 */
	public ConcurrencyMetrics(ConcurrencyLimiter limiter, OldestRequest oldest, Rejections rejections, Mode mode) {
		this.limiter = limiter;
		this.oldest = oldest;
		this.rejections = rejections;
		this.mode = mode;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "limit", "Requests that may be served at once", ConcurrencyLimiter::limit);
		gauge(registry, "active", "Requests being served", ConcurrencyLimiter::active);
		gauge(registry, "waiting", "Requests waiting for a permit", ConcurrencyLimiter::waiting);
		gauge(registry, "saturated", "Whether demand is above the limit, 1 or 0",
				(limiter) -> limiter.saturated() ? 1 : 0);
		TimeGauge.builder(PREFIX + "oldest", this.oldest, TimeUnit.NANOSECONDS, OldestRequest::nanos)
			.description("Age of the oldest request being served")
			.register(registry);
		Admission.REJECTIONS.forEach((reason) -> FunctionCounter
			.builder(PREFIX + "rejected", this.rejections, (rejections) -> rejections.total(reason))
			.description("Requests that got no permit")
			.tags("mode", this.mode.toString(), "reason", reason.reason())
			.register(registry));
	}

	private void gauge(MeterRegistry registry, String name, String description,
			ToDoubleFunction<ConcurrencyLimiter> value) {
		Gauge.builder(PREFIX + name, this.limiter, value).description(description).register(registry);
	}

}
