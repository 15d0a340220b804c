package dev.monitor.health.metrics;

import dev.monitor.health.indicator.BackgroundHealthIndicator;
import dev.monitor.health.indicator.BackgroundIndicators;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link MeterBinder} for {@code monitor.health.status}: 1 for each health indicator that
 * is up, 0 for any other status, tag {@code component}, and {@code monitor.health.age} of
 * that. Covers what is checked in the background; reading a meter runs no check.
 */
public final class HealthStatusMetrics implements MeterBinder {

	private static final String STATUS = "monitor.health.status";

	private static final String AGE = "monitor.health.age";

	private final BackgroundIndicators indicators;

	/**
	 * Create the gauges.
	 * @param indicators the indicators; gauges come and go with them
	 */
	public HealthStatusMetrics(BackgroundIndicators indicators) {
		this.indicators = indicators;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.indicators.addObserver((indicator) -> add(indicator, registry),
				(indicator) -> remove(indicator, registry));
	}

	private static void add(BackgroundHealthIndicator indicator, MeterRegistry registry) {
		Gauge.builder(STATUS, indicator, HealthStatusMetrics::value)
			.description("Whether the health indicator is up")
			.tags(tags(indicator))
			.strongReference(true)
			.register(registry);
		Gauge.builder(AGE, indicator, BackgroundHealthIndicator::ageInSeconds)
			.description("Time since the last result of the health indicator")
			.baseUnit("seconds")
			.tags(tags(indicator))
			.strongReference(true)
			.register(registry);
	}

	private static void remove(BackgroundHealthIndicator indicator, MeterRegistry registry) {
		registry.removeByPreFilterId(new Meter.Id(STATUS, tags(indicator), null, null, Meter.Type.GAUGE));
		registry.removeByPreFilterId(new Meter.Id(AGE, tags(indicator), "seconds", null, Meter.Type.GAUGE));
	}

	private static Tags tags(BackgroundHealthIndicator indicator) {
		return Tags.of("component", indicator.path());
	}

	private static double value(BackgroundHealthIndicator indicator) {
		Health health = indicator.current();
		return (health != null && health.getStatus().equals(Status.UP)) ? 1 : 0;
	}

}
