package dev.monitor.meter.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.meter.prometheus.ForgivingScrapes;
import dev.monitor.meter.prometheus.UnscrapableMeters;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.ConditionalOnEnabledMetricsExport;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what keeps one meter from ending
 * every scrape. Comes ahead of Boot's, whose registry steps back for ours.
 */
@AutoConfiguration(
		beforeName = "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration")
@ConditionalOnMonitorFeature("metrics")
@ConditionalOnClass({ PrometheusMeterRegistry.class, MeterRegistryCustomizer.class })
@ConditionalOnEnabledMetricsExport("prometheus")
public final class PrometheusMeterAutoConfiguration {

	private final ForgivingScrapes scrapes = new ForgivingScrapes();

	@Bean
	@ConditionalOnMissingBean
	PrometheusRegistry monitorPrometheusRegistry() {
		return this.scrapes.newRegistry();
	}

	@Bean
	MeterRegistryCustomizer<PrometheusMeterRegistry> monitorUnscrapableMeters() {
		return (registry) -> {
			UnscrapableMeters unscrapable = new UnscrapableMeters(registry);
			registry.config().meterFilter(unscrapable).onMeterAdded(unscrapable);
			this.scrapes.exportedBy(registry);
		};
	}

}
