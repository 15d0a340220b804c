package dev.monitor.meter.objective;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for the objectives, so that rules and dashboards need not be told
 * them: {@code monitor.slo.objective}, the share of requests that are to be good, by its
 * tag {@code kind}, and {@code monitor.slo.latency}, whose tag {@code bucket} is the
 * label {@code le} of the bucket with the fast requests.
 */
public final class ObjectiveMetrics implements MeterBinder {

	private final double availability;

	private final @Nullable LatencyObjective latency;

	/**
	 * Create the meters.
	 * @param availability the share of requests that are to be answered, above 0 and
	 * below 1
	 * @param latency how fast, {@code null} if nobody has said
	 */
	public ObjectiveMetrics(double availability, @Nullable LatencyObjective latency) {
		this.availability = availability;
		this.latency = latency;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		objective(registry, "availability", this.availability);
		if (this.latency != null) {
			objective(registry, "latency", this.latency.share());
			double seconds = (double) this.latency.threshold().toNanos() / TimeUnit.SECONDS.toNanos(1);
			Gauge.builder("monitor.slo.latency", () -> seconds)
				.description("Longest time of a request that is fast enough")
				.baseUnit("seconds")
				.tag("bucket", String.valueOf(seconds))
				.register(registry);
		}
	}

	private static void objective(MeterRegistry registry, String kind, double share) {
		Gauge.builder("monitor.slo.objective", () -> share)
			.description("Share of requests that are to be good")
			.tag("kind", kind)
			.register(registry);
	}

}
