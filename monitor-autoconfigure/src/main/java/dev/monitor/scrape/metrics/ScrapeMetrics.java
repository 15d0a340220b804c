package dev.monitor.scrape.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.metrics.RefusalMetrics;
import dev.monitor.scrape.ScrapeListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for scraping itself: refusals by reason, time and size of
 * renderings by format. All are there from the start, at 0, so that the first failure is
 * an increase and the number of series stays the same. Thread-safe.
 */
public final class ScrapeMetrics implements MeterBinder, ScrapeListener {

	private final AccessGuard guard;

	private final List<String> formats;

	private final List<Map<String, Meters>> renderings = new CopyOnWriteArrayList<>();

	/**
	 * Create without a registry.
	 * @param guard counts refusals
	 * @param formats all names of output formats
	 */
	public ScrapeMetrics(AccessGuard guard, List<String> formats) {
		this.guard = guard;
		this.formats = List.copyOf(formats);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		RefusalMetrics.register(registry, "monitor.metrics.auth.failures", "metrics", this.guard);
		Map<String, Meters> meters = new HashMap<>();
		for (String format : this.formats) {
			meters.put(format, Meters.register(registry, format));
		}
		this.renderings.add(meters);
	}

	@Override
	public void rendered(String format, long nanos, long bytes) {
		for (Map<String, Meters> each : this.renderings) {
			Meters meters = each.get(format);
			if (meters != null) {
				meters.time.record(nanos, TimeUnit.NANOSECONDS);
				meters.size.record((double) bytes);
			}
		}
	}

	private record Meters(Timer time, DistributionSummary size) {

		static Meters register(MeterRegistry registry, String format) {
			return new Meters(
					Timer.builder("monitor.metrics.scrape")
						.description("Time to render the metrics; scrapes within a second share a rendering")
						.tag("format", format)
						.register(registry),
					DistributionSummary.builder("monitor.metrics.scrape.bytes")
						.description("Size of the rendered metrics")
						.baseUnit("bytes")
						.tag("format", format)
						.register(registry));
		}

	}

}
