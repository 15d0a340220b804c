package dev.monitor.performance.autoconfigure;

import java.util.Map;
import java.util.TreeMap;

import dev.monitor.status.StatusGroup;
import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;
import dev.monitor.status.spring.StatusBeans;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PerformanceAutoConfiguration}.
 */
class PerformanceAutoConfigurationTests {

	private static final AutoConfigurations DOORS = AutoConfigurations.of(PerformanceAutoConfiguration.class,
			MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(DOORS);

	@Test
	void thereIsASectionForEach() {
		this.runner.withBean(CacheManager.class, () -> new ConcurrentMapCacheManager("orders")).run((context) -> {
			context.getBean(MeterRegistry.class).timer("http.server.requests", "outcome", "SUCCESS").record(() -> {
			});
			Map<String, Map<String, Number>> sections = sections(context);
			assertThat(sections).containsOnlyKeys("instance", "memory", "cache", "executors", "http", "routes",
					"request_times");
			assertThat(sections.get("instance")).containsOnlyKeys("uptime");
			assertThat(sections.get("memory")).containsOnlyKeys("rss", "uss", "pss");
			assertThat(sections.get("cache")).containsOnlyKeys("size", "ngsize", "max_size");
			assertThat(sections.get("http")).containsEntry("requests", 1L);
			assertThat(sections.get("routes")).containsEntry("count", 1L);
			assertThat(new StatusSources(new StatusBeans(context).sources()).section("cache").rows()).hasSize(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.metrics.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(StatusSource.class)
				.doesNotHaveBean(StatusGroup.class));
	}

	@Test
	void routesAreForTheDashboard() {
		this.runner.withPropertyValues("monitor.dashboard.enabled=false")
			.run((context) -> assertThat(sections(context)).containsKey("http").doesNotContainKey("routes"));
	}

	@Test
	void withoutAWebServerThereAreNoRequests() {
		new ApplicationContextRunner().withConfiguration(DOORS)
			.run((context) -> assertThat(sections(context)).containsKey("instance")
				.doesNotContainKeys("http", "routes"));
	}

	@Test
	void startsWithoutMicrometerAndWithoutARegistry() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer", "com.github.benmanes.caffeine"))
			.run((context) -> assertThat(sections(context)).containsKey("cache").doesNotContainKey("http"));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PerformanceAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(InstanceStatusGroup.class));
	}

	@Test
	void theNameOfTheTimerIsTheUsers() {
		this.runner.withPropertyValues("management.observations.http.server.requests.name=http.in").run((context) -> {
			context.getBean(MeterRegistry.class).timer("http.in").record(() -> {
			});
			assertThat(sections(context).get("http")).containsEntry("requests", 1L);
		});
	}

	private static Map<String, Map<String, Number>> sections(ApplicationContext context) {
		Map<String, Map<String, Number>> sections = new TreeMap<>();
		new StatusBeans(context).sources().forEach((source) -> sections.put(source.name(), source.section().numbers()));
		return sections;
	}

}
