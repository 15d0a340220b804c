package dev.monitor.concurrency.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.Outcomes;
import dev.monitor.concurrency.PriorityLevel;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters {@code monitor.concurrency.*}: gauges and counters, read from the limit when
 * they are scraped, and {@link WaitTimers}. Where requests have priorities, those that
 * can be told apart have the tag {@code priority}.
 */
public class ConcurrencyMetrics implements MeterBinder {

	private static final String PREFIX = "monitor.concurrency.";

	private final ConcurrencyLimit limit;

	private final int status;

	/**
	 * Create the meters.
	 * @param limit the limit; its mode is the tag {@code mode}
	 * @param status the status that rejections are answered with, their tag
	 * {@code status}
	 */
	public ConcurrencyMetrics(ConcurrencyLimit limit, int status) {
		this.limit = limit;
		this.status = status;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (registry.find(PREFIX + "limit").gauge() != null) {
			// bound by another application with the same limit
			return;
		}
		gauge(registry, "limit", "Requests that may be served at once", (all) -> all.limiter().limit());
		gauge(registry, "active.max", "Most requests being served at once in the last minute",
				ConcurrencyLimit::mostActive);
		gauge(registry, "saturated", "Whether demand is above the limit, 1 or 0", (all) -> all.isSaturated() ? 1 : 0);
		TimeGauge.builder(PREFIX + "oldest", this.limit, TimeUnit.NANOSECONDS, ConcurrencyLimit::oldestNanos)
			.description("Age of the oldest request being served")
			.register(registry);
		FunctionCounter
			.builder(PREFIX + "used", this.limit, (all) -> (double) all.usedNanos() / TimeUnit.SECONDS.toNanos(1))
			.description("Time that requests held permits, added up")
			.baseUnit("seconds")
			.register(registry);
		if (this.limit.levels().isEmpty()) {
			bind(registry, this.limit.limiter()::active, this.limit.limiter()::waiting, this.limit.outcomes(),
					Tags.empty());
			this.limit.add(new WaitTimers(registry, this.limit.mode(), Tags.empty()));
		}
		for (PriorityLevel level : this.limit.levels()) {
			Tags tags = Tags.of("priority", level.priority().toString());
			bind(registry, level::active, level::waiting, level.outcomes(), tags);
			level.add(new WaitTimers(registry, this.limit.mode(), tags));
		}
	}

	/**
	 * Bind what there is for each priority where requests have one, and once where not:
	 * Prometheus wants the same tags on all meters of a name.
	 */
	private void bind(MeterRegistry registry, Supplier<Number> active, Supplier<Number> waiting, Outcomes outcomes,
			Tags tags) {
		Gauge.builder(PREFIX + "active", active).description("Requests being served").tags(tags).register(registry);
		Gauge.builder(PREFIX + "waiting", waiting)
			.description("Requests waiting for a permit")
			.tags(tags)
			.register(registry);
		for (Admission reason : this.limit.rejections()) {
			FunctionCounter.builder(PREFIX + "rejected", outcomes, (counts) -> counts.total(reason))
				.description("Requests that got no permit")
				.tags(tags.and("mode", this.limit.mode().toString(), "reason", reason.reason(), "status",
						String.valueOf(this.status)))
				.register(registry);
		}
	}

	private void gauge(MeterRegistry registry, String name, String description,
			ToDoubleFunction<ConcurrencyLimit> value) {
		Gauge.builder(PREFIX + name, this.limit, value).description(description).register(registry);
	}

}
