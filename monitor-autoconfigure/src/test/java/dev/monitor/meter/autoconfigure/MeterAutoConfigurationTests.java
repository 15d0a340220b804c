package dev.monitor.meter.autoconfigure;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import dev.monitor.meter.histogram.LatencyBuckets;
import dev.monitor.meter.objective.ObjectiveStatus;
import dev.monitor.property.InvalidPropertyException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MeterAutoConfiguration}.
 */
class MeterAutoConfigurationTests {

	private static final AutoConfigurations DOORS = AutoConfigurations.of(MeterAutoConfiguration.class,
			MetricsAutoConfiguration.class, PrometheusMetricsExportAutoConfiguration.class,
			CompositeMeterRegistryAutoConfiguration.class, ObservationAutoConfiguration.class,
			WebMvcObservationAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(DOORS)
		.withPropertyValues("ENVIRONMENT=", "REGION=", "FLY_REGION=", "AWS_REGION=");

	private final WebApplicationContextRunner webRunner = new WebApplicationContextRunner().withConfiguration(DOORS);

	@Test
	void theBudgetIsThereForThePageOfWebApplicationsOnly() {
		this.webRunner.withPropertyValues("monitor.slo.availability=99")
			.run((context) -> assertThat(context.getBean(ObjectiveStatus.class).section().numbers())
				.containsEntry("availability", 0.99));
		this.webRunner.withPropertyValues("monitor.dashboard.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ObjectiveStatus.class));
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ObjectiveStatus.class));
	}

	@Test
	void everySeriesTellsApplicationEnvironmentAndRegion() {
		this.runner
			.withPropertyValues("spring.application.name=orders", "spring.profiles.active=production", "FLY_REGION=fra")
			.run((context) -> assertThat(tags(context.getBean(MeterRegistry.class)))
				.isEqualTo(Tags.of("application", "orders", "environment", "production", "region", "fra")));
	}

	@Test
	void whatIsUnknownIsNoLabel() {
		this.runner.run((context) -> assertThat(tags(context.getBean(MeterRegistry.class))).isEqualTo(Tags.empty()));
	}

	@Test
	void tagsOfTheUserWin() {
		this.runner
			.withPropertyValues("monitor.application=orders", "monitor.region=eu", "monitor.environment=test",
					"management.metrics.tags.application=shop")
			.withUserConfiguration(OwnTags.class)
			.run((context) -> assertThat(tags(context.getBean(MeterRegistry.class)))
				.isEqualTo(Tags.of("application", "shop", "environment", "own", "region", "mine")));
	}

	@Test
	void noSeriesHasALongLabel() {
		this.runner.run((context) -> assertThat(tags(context.getBean(MeterRegistry.class), "note", "x".repeat(1000)))
			.extracting(Tag::getValue)
			.contains("x".repeat(497) + "..."));
	}

	@Test
	void noSeriesHasALabelOfTheScraper() {
		this.runner.withPropertyValues("management.metrics.tags.instance=i-0123")
			.run((context) -> assertThat(tags(context.getBean(MeterRegistry.class), "job", "import"))
				.isEqualTo(Tags.of("exported_instance", "i-0123", "exported_job", "import")));
	}

	@Test
	void surplusSeriesAreFolded() {
		this.runner.withPropertyValues("monitor.metrics.max-series=20", "monitor.application=orders").run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			for (int i = 0; i < 100; i++) {
				registry.counter("orders", "customer", "" + i).increment();
			}
			assertThat(registry.get("orders").tag("application", "orders").counters()).hasSize(18);
			assertThat(registry.get("orders").tag("customer", "other").counter().count()).isEqualTo(100 - 17);
			assertThat(registry.get("monitor.metrics.folded").tag("meter", "orders").functionCounter().count())
				.isEqualTo(100 - 17);
		});
	}

	@Test
	void urisAreFoldedBeforeSpringBootDeniesThem() {
		this.webRunner
			.withPropertyValues("management.metrics.web.server.max-uri-tags=10", "monitor.metrics.max-client-names=5")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				for (int i = 0; i < 1000; i++) {
					registry.timer("http.server.requests", "uri", "/" + i).record(1, TimeUnit.MILLISECONDS);
					registry.timer("http.client.requests", "uri", "none", "client.name", "host" + i)
						.record(1, TimeUnit.MILLISECONDS);
				}
				assertThat(registry.get("http.server.requests").timers()).hasSize(10);
				assertThat(registry.get("http.client.requests").timers()).hasSize(6);
				for (String name : List.of("http.server.requests", "http.client.requests")) {
					assertThat(registry.get(name).timers().stream().mapToLong(Timer::count).sum()).isEqualTo(1000);
				}
			});
	}

	@Test
	void severalRegistriesAreBoundedTogetherWithTheirComposite() {
		this.runner.withUserConfiguration(SecondRegistry.class)
			.withPropertyValues("monitor.metrics.max-series=20", "monitor.application=orders")
			.run((context) -> {
				MeterRegistry composite = context.getBean(MeterRegistry.class);
				assertThat(composite).isInstanceOf(CompositeMeterRegistry.class);
				for (int i = 0; i < 100; i++) {
					composite.counter("orders", "customer", "" + i).increment();
				}
				assertThat(composite.get("orders").counters()).hasSize(18);
				for (MeterRegistry leaf : List.of(context.getBean(PrometheusMeterRegistry.class),
						context.getBean(SimpleMeterRegistry.class))) {
					assertThat(leaf.get("orders").tag("application", "orders").counters()).hasSize(18);
					assertThat(leaf.get("orders").counters().stream().mapToDouble((counter) -> counter.count()).sum())
						.isEqualTo(100);
				}
			});
	}

	@Test
	void countsOfACompositeAreThoseOfTheMetersThatItsRegistriesWant() {
		this.runner.withUserConfiguration(SecondRegistry.class)
			.withPropertyValues("monitor.metrics.max-series=20", "management.metrics.enable.unwanted=false")
			.run((context) -> {
				CompositeMeterRegistry composite = (CompositeMeterRegistry) context.getBean(MeterRegistry.class);
				for (int i = 0; i < 100; i++) {
					composite.counter("orders", "customer", "" + i).increment();
					composite.counter("unwanted", "customer", "" + i).increment();
				}
				SimpleMeterRegistry later = new SimpleMeterRegistry();
				composite.add(later);
				assertThat(later.get("monitor.metrics.folded").tag("meter", "orders").functionCounter().count())
					.isEqualTo(100 - 17);
				assertThat(later.find("monitor.metrics.folded").tag("meter", "unwanted").functionCounters())
					.allMatch((counter) -> counter.count() == 0);
			});
	}

	@Test
	void countsOfACompositeOfTheUserAreThereToo() {
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		SimpleMeterRegistry leaf = new SimpleMeterRegistry();
		composite.add(leaf);
		this.runner.withBean("own", CompositeMeterRegistry.class, () -> composite)
			.withPropertyValues("monitor.metrics.max-series=20")
			.run((context) -> {
				MeterRegistry registry = context.getBean("own", MeterRegistry.class);
				for (int i = 0; i < 100; i++) {
					registry.counter("orders", "customer", "" + i).increment();
				}
				assertThat(leaf.get("orders").counters()).hasSize(18);
				assertThat(leaf.get("monitor.metrics.folded").tag("meter", "orders").functionCounter().count())
					.isEqualTo(100 - 17);
			});
	}

	@Test
	void theBuildIsToldByItsVersions() {
		this.runner.withUserConfiguration(Build.class)
			.run((context) -> assertThat(tags(context, "monitor.build.info")).isEqualTo(Tags.of("version", "1.2.3",
					"java", System.getProperty("java.version", ""), "spring.boot", SpringBootVersion.getVersion())));
		this.runner.withPropertyValues("spring.application.version=4.5.6")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class)
				.get("monitor.build.info")
				.tag("version", "4.5.6")
				.gauge()
				.value()).isEqualTo(1));
		this.runner.run((context) -> assertThat(
				context.getBean(MeterRegistry.class).get("monitor.build.info").tag("version", "unknown").gauge())
			.isNotNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.metrics.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property, "spring.application.name=orders").run((context) -> {
			assertThat(context).doesNotHaveBean(LatencyBuckets.class)
				.doesNotHaveBean(GuardedRegistries.class)
				.doesNotHaveBean("monitorInfoMetrics");
			assertThat(tags(context.getBean(MeterRegistry.class))).isEqualTo(Tags.empty());
		});
	}

	@Test
	void startsWithoutMicrometerAndWithoutARegistry() {
		ApplicationContextRunner alone = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MeterAutoConfiguration.class));
		alone.withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.boot.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterProperties.class));
		alone.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterRegistry.class));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "max-series|9|between 10 and 100000|number of series",
			"max-series|100001|between 10 and 100000|number of series",
			"max-client-names|-1|between 0 and 100000|number of hosts", "buckets|5ms,0ms|longer than zero|upper bounds",
			"buckets|5ms,110000d|longer than 1d|upper bounds" })
	void aPropertyThatCannotBeUsedStopsTheStart(String property, String value, String problem, String remedy) {
		this.runner.withPropertyValues("monitor.metrics." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> {
					assertThat(failure.getProperty()).isEqualTo("monitor.metrics." + property);
					assertThat(failure).hasMessageContaining(problem);
					assertThat(failure.analysis().getAction()).contains(remedy);
				}));
	}

	private static Tags tags(MeterRegistry registry, String... tags) {
		return Tags.of(registry.counter("test", tags).getId().getTags());
	}

	private static Tags tags(ApplicationContext context, String meter) {
		return Tags.of(context.getBean(MeterRegistry.class).get(meter).meter().getId().getTags());
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTags {

		@Bean
		MeterFilter ownRegion() {
			return MeterFilter.commonTags(Tags.of("region", "mine"));
		}

		@Bean
		MeterRegistryCustomizer<MeterRegistry> ownEnvironment() {
			return (registry) -> registry.config().commonTags("environment", "own");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondRegistry {

		@Bean
		SimpleMeterRegistry secondRegistry() {
			return new SimpleMeterRegistry();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Build {

		@Bean
		BuildProperties buildProperties() {
			Properties properties = new Properties();
			properties.setProperty("version", "1.2.3");
			return new BuildProperties(properties);
		}

	}

}
