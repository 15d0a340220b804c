package dev.monitor.metricline.autoconfigure;

import java.util.List;

import dev.monitor.metricline.CapturedMetricLines;
import dev.monitor.metricline.L2metReader;
import dev.monitor.metricline.MetricReader;
import dev.monitor.metricline.MetricSource;
import dev.monitor.metricline.MetricType;
import dev.monitor.metricline.micrometer.MetricLinesRegistry;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.task.lifecycle.TaskLifecycle;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MetricLinesAutoConfiguration}.
 */
class MetricLinesAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MetricLinesAutoConfiguration.class, MetricsAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
		.withPropertyValues("monitor.metric-lines.enabled=true", "monitor.metric-lines.include=test.*",
				"monitor.metric-lines.source=here");

	@Test
	void writesMetersOfTheApplicationAtTheEndOfTheLastInterval() {
		List<L2metReader.Tuple> tuples = written(this.runner.withPropertyValues("spring.application.name=orders"));
		assertThat(tuples).contains(new L2metReader.Tuple("here", "count", "orders.test.hits", 3, ""));
	}

	@Test
	void writesAtTheEndOfEveryInterval() {
		this.runner.withPropertyValues("monitor.metric-lines.interval=1s").run((context) -> {
			try (CapturedMetricLines captured = new CapturedMetricLines()) {
				context.getBean(MeterRegistry.class).counter("test.hits").increment();
				Awaitility.await().until(() -> !captured.tuples().isEmpty());
			}
		});
	}

	@Test
	void isOffUnlessSwitchedOn() {
		for (String property : new String[] { "monitor.enabled=false", "monitor.metric-lines.enabled=false",
				"monitor.metric-lines.enabled=" }) {
			this.runner.withPropertyValues(property)
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(MetricLinesProperties.class)
					.doesNotHaveBean("monitorMetricLines")
					.doesNotHaveBean(MetricSource.class)
					.doesNotHaveBean(MetricReader.class)
					.doesNotHaveBean(MetricLinesRegistry.class)
					.hasSingleBean(MeterRegistry.class));
		}
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MetricLinesAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean("monitorMetricLines"));
	}

	@Test
	void startsWithoutMicrometer() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MetricLinesAutoConfiguration.class))
			.withPropertyValues("monitor.metric-lines.enabled=true")
			.withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.boot.micrometer"))
			.run((context) -> assertThat(context).hasBean("monitorMetricLines").hasSingleBean(MetricReader.class));
	}

	@Test
	void startsWithoutTheMetricsOfSpringBoot() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MetricLinesAutoConfiguration.class))
			.withPropertyValues("monitor.metric-lines.enabled=true")
			.run((context) -> assertThat(context).hasBean("monitorMetricLines").doesNotHaveBean(MeterRegistry.class));
	}

	@Test
	void worksInAWebApplication() {
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(MetricLinesAutoConfiguration.class))
			.withPropertyValues("monitor.metric-lines.enabled=true")
			.run((context) -> assertThat(context).hasBean("monitorMetricLines"));
	}

	@Test
	void leavesTheRegistriesOfTheApplicationInPlace() {
		this.runner.run((context) -> {
			assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(CompositeMeterRegistry.class);
			assertThat(context).hasSingleBean(SimpleMeterRegistry.class).hasSingleBean(MetricLinesRegistry.class);
			context.getBean(MeterRegistry.class).counter("else").increment();
			assertThat(context.getBean(SimpleMeterRegistry.class).getMeters()).hasSize(1);
			assertThat(context.getBean(MetricLinesRegistry.class).getMeters()).isEmpty();
		});
	}

	@Test
	void beansOfTheUserWin() {
		List<L2metReader.Tuple> tuples = written(this.runner.withUserConfiguration(Own.class));
		assertThat(tuples).contains(new L2metReader.Tuple("own", "count", "test.hits", 3, ""))
			.contains(new L2metReader.Tuple("own", "sample", "queue", 7, ""));
	}

	@ParameterizedTest
	@CsvSource({ "here, , , , here", ", web.1, orders-3, k, web.1", ", , orders-3, k, orders.3", ", , orders-3, , shop",
			", , orders-7d9f8b-24567, k, shop", ", , orders-03, k, shop" })
	void theSourceIsTheSameAfterARestart(@Nullable String source, @Nullable String dyno, @Nullable String host,
			@Nullable String kubernetes, String expected) {
		ApplicationContextRunner configured = this.runner.withPropertyValues("spring.application.name=shop",
				"monitor.metric-lines.source=" + text(source), "HOSTNAME=" + text(host), "DYNO=" + text(dyno));
		if (kubernetes != null) {
			configured = configured.withPropertyValues("KUBERNETES_SERVICE_HOST=10.0.0.1");
		}
		configured.run((context) -> assertThat(context.getBean(MetricSource.class).source()).isEqualTo(expected));
	}

	@Test
	void withoutAnyNameTheSourceIsTheApplication() {
		this.runner.withPropertyValues("monitor.metric-lines.source=", "HOSTNAME=h")
			.run((context) -> assertThat(context.getBean(MetricSource.class))
				.isEqualTo(new MetricSource("application", "h")));
	}

	@Test
	void propertiesReachTheLines() {
		String[] properties = { "monitor.metric-lines.name={host}.{region}.{environment}.{label}.{metric}",
				"monitor.metric-lines.region=eu", "monitor.metric-lines.environment=prod",
				"monitor.metric-lines.label=blue", "HOSTNAME=h.1" };
		assertThat(written(this.runner.withPropertyValues(properties)))
			.contains(new L2metReader.Tuple("here", "count", "h_1.eu.prod.blue.test.hits", 3, ""));
		assertThat(written(this.runner.withPropertyValues("monitor.metric-lines.include=*.hits,x")))
			.contains(new L2metReader.Tuple("here", "count", "test.hits", 3, ""));
		assertThat(written(this.runner.withPropertyValues("monitor.metric-lines.include=hits")))
			.noneMatch((tuple) -> tuple.name().equals("test.hits"));
		assertThat(written(this.runner.withPropertyValues("monitor.metric-lines.style=legacy"))).isEmpty();
		assertThat(written(this.runner.withPropertyValues("monitor.metric-lines.max-lines=20"))).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "interval|0s|between 1s and 1h|20s", "interval|2h|between 1s and 1h|20s",
			"max-lines|19|between 20 and 10000|in that range", "max-lines|10001|between 20 and 10000|in that range",
			"name|{application}|does not contain {metric} once|{metric} once",
			"name|{app}.{metric}|{app}|{application}", "include|a,,b|empty pattern|http.server.requests" })
	void aPropertyThatCannotBeUsedStopsTheStart(String property, String value, String problem, String remedy) {
		this.runner.withPropertyValues("monitor.metric-lines." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> {
					assertThat(failure.getProperty()).isEqualTo("monitor.metric-lines." + property);
					assertThat(failure).hasMessageContaining(problem);
					assertThat(failure.analysis().getAction()).contains(remedy);
				}));
	}

	@Test
	void nothingIsLeftRunning() {
		for (int i = 0; i < 20; i++) {
			this.runner
				.run((context) -> assertThat(context.getBean("monitorMetricLines", TaskLifecycle.class).isRunning())
					.isTrue());
		}
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals("monitor-metric-lines")));
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

	/**
	 * Return what l2met reads of an application that counts to three and stops.
	 */
	private static List<L2metReader.Tuple> written(ApplicationContextRunner runner) {
		try (CapturedMetricLines captured = new CapturedMetricLines()) {
			runner.run((context) -> context.getBean(MeterRegistry.class).counter("test.hits").increment(3));
			assertThat(captured.lines()).isNotEmpty();
			return captured.tuples();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		MetricSource ownSource() {
			return new MetricSource("own", null);
		}

		@Bean
		MetricReader ownReader() {
			return (lines) -> lines.add(MetricType.SAMPLE, "queue", 7, null);
		}

	}

}
