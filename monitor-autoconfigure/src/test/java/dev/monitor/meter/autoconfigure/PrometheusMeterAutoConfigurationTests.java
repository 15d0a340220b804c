package dev.monitor.meter.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrometheusMeterAutoConfiguration}.
 */
class PrometheusMeterAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(PrometheusMeterAutoConfiguration.class, MeterAutoConfiguration.class, MetricsAutoConfiguration.class,
				PrometheusMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class));

	@Test
	void oneMeterDoesNotEndEveryScrape() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			registry.counter("broken", "a.b", "1", "a_b", "2").increment();
			registry.gauge("clash.max", 1);
			registry.summary("clash").record(1);
			registry.counter("healthy").increment();
			assertThat(context).hasSingleBean(PrometheusRegistry.class);
			assertThat(context.getBean(PrometheusMeterRegistry.class).scrape()).contains("healthy_total 1.0")
				.contains("clash_count 1")
				.doesNotContain("broken");
		});
	}

	@Test
	void aRegistryOfTheUserIsUsedAndMetersAreDeniedAllTheSame() {
		this.runner.withBean(PrometheusRegistry.class, PrometheusRegistry::new).run((context) -> {
			assertThat(context).doesNotHaveBean("monitorPrometheusRegistry");
			context.getBean(MeterRegistry.class).counter("broken", "a.b", "1", "a_b", "2").increment();
			assertThat(context.getBean(PrometheusMeterRegistry.class).scrape()).doesNotContain("broken");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.metrics.enabled=false",
			"management.prometheus.metrics.export.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("monitorPrometheusRegistry")
				.doesNotHaveBean("monitorUnscrapableMeters"));
	}

	@Test
	void startsWithoutPrometheus() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.prometheusmetrics", "io.prometheus"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("monitorPrometheusRegistry"));
	}

}
