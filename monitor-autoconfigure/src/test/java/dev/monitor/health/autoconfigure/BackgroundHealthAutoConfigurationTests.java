package dev.monitor.health.autoconfigure;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.monitor.CapturedLog;
import dev.monitor.dependency.DependencySimulator;
import dev.monitor.dependency.DependencySimulator.Mode;
import dev.monitor.dependency.autoconfigure.DependencyAutoConfiguration;
import dev.monitor.health.indicator.BackgroundHealthIndicator;
import dev.monitor.health.indicator.BackgroundIndicators;
import dev.monitor.property.InvalidPropertyException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.support.TestPropertySourceUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BackgroundHealthAutoConfigurationTests {

	private static final AutoConfigurations DOORS = AutoConfigurations.of(BackgroundHealthAutoConfiguration.class,
			HealthAutoConfiguration.class, DependencyAutoConfiguration.class,
			HealthContributorRegistryAutoConfiguration.class, HealthContributorAutoConfiguration.class,
			HealthEndpointAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class,
			AvailabilityProbesAutoConfiguration.class, MetricsAutoConfiguration.class,
			CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(DOORS)
		.withPropertyValues("management.endpoints.web.exposure.include=health",
				"management.endpoint.health.show-details=always",
				"management.endpoint.health.group.traffic.include=db,nodes/one");

	private final ApplicationContextRunner once = this.runner.withPropertyValues(
			"monitor.health.background.interval=1h", "monitor.health.background.down-interval=1h",
			"monitor.health.background.timeout=1m");

	@Test
	void thousandRequestsInEveryWayRunOneCheck() {
		this.once.withUserConfiguration(Indicators.class).run((context) -> {
			HealthEndpoint health = context.getBean(HealthEndpoint.class);
			for (int request = 0; request < 1000; request++) {
				health.health();
				assertThat(status(health, "traffic")).isEqualTo("UP");
				assertThat(status(health, "nodes", "one")).isEqualTo("UP");
			}
			assertThat(context.getBean(Indicators.class).runs).hasValue(2);
			HealthDescriptor db = health.healthForPath("db");
			assertThat(db).isInstanceOfSatisfying(IndicatedHealthDescriptor.class,
					(descriptor) -> assertThat(descriptor.getDetails()).containsExactly(Map.entry("database", "H2")));
		});
	}

	@Test
	void statusIsMeasuredWithoutACheck() {
		this.once.withUserConfiguration(Indicators.class).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			registry.config().commonTags("application", "orders");
			await().until(() -> value(registry, "db") == 1 && value(registry, "nodes/one") == 1);
			HealthContributorRegistry contributors = context.getBean(HealthContributorRegistry.class);
			contributors.registerContributor("late", (HealthIndicator) () -> Health.down().build());
			assertThat(value(registry, "late")).isZero();
			assertThat(registry.get("monitor.health.age").tag("component", "db").gauge().value()).isBetween(0.0, 60.0);
			contributors.unregisterContributor("late");
			assertThat(registry.find("monitor.health.status").tag("component", "late").gauge()).isNull();
			assertThat(registry.find("monitor.health.age").tag("component", "late").gauge()).isNull();
			assertThat(registry.find("monitor.health.status").tag("component", "ping").gauge()).isNull();
			assertThat(context.getBean(Indicators.class).runs).hasValue(2);
		});
	}

	@Test
	void registryStaysOfBootsTypeAndName() {
		this.runner.withUserConfiguration(Indicators.class)
			.run((context) -> assertThat(
					context.getBean("healthContributorRegistry", DefaultHealthContributorRegistry.class))
				.isSameAs(context.getBean(HealthContributorRegistry.class)));
	}

	@Test
	void registryOfAnotherTypeIsLeftAlone() {
		try (CapturedLog log = new CapturedLog(BackgroundRegistryPostProcessor.class)) {
			this.runner.withBean(OwnRegistry.class)
				.withPropertyValues("management.endpoint.health.validate-group-membership=false")
				.run((context) -> {
					OwnRegistry registry = context.getBean(OwnRegistry.class);
					registry.registerContributor("own", (HealthIndicator) () -> Health.up().build());
					assertThat(registry.getContributor("own")).isNotInstanceOf(BackgroundHealthIndicator.class);
				});
			assertThat(log.lines()).anyMatch((line) -> line.contains(OwnRegistry.class.getName()));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.health.enabled=false",
			"monitor.health.background.enabled=false" })
	void switchedOffItLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property).withUserConfiguration(Indicators.class).run((context) -> {
			assertThat(Stream.of(context.getBeanDefinitionNames())).filteredOn((name) -> name.contains("Background"))
				.isEmpty();
			HealthEndpoint health = context.getBean(HealthEndpoint.class);
			health.healthForPath("db");
			health.healthForPath("db");
			assertThat(context.getBean(Indicators.class).runs).hasValue(2);
		});
	}

	@ParameterizedTest
	@CsvSource({ "some=thing, false", "monitor.health.background.enabled=true, true" })
	void inATestOfSpringsItHasToBeSwitchedOn(String property, boolean on) {
		this.runner
			.withInitializer((context) -> TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, property))
			.withUserConfiguration(Indicators.class)
			.run((context) -> {
				assertThat(context.getBeanNamesForType(BackgroundIndicators.class)).hasSize(on ? 1 : 0);
				assertThat(context.getBean(HealthContributorRegistry.class).getContributor("db"))
					.matches((db) -> db instanceof BackgroundHealthIndicator == on);
			});
	}

	@Test
	void doesWithoutHealth() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundHealthAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("monitorBackgroundIndicators"));
	}

	@Test
	void doesWithoutMicrometerAndReactor() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterBinder.class, Flux.class, Mono.class))
			.withUserConfiguration(Indicators.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(BackgroundIndicators.class)
				.doesNotHaveBean(HealthAutoConfiguration.Meters.class));
	}

	@Test
	void doesWithoutARegistryOrIndicators() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundHealthAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void worksInWebApplicationsOfBothKinds() {
		new WebApplicationContextRunner().withConfiguration(DOORS)
			.withUserConfiguration(Indicators.class)
			.run((context) -> assertThat(contributor(context.getBean(HealthContributorRegistry.class)))
				.isInstanceOf(BackgroundHealthIndicator.class));
		new ReactiveWebApplicationContextRunner().withConfiguration(DOORS)
			.withPropertyValues("management.endpoints.web.exposure.include=health")
			.withBean("redisHealthIndicator", ReactiveHealthIndicator.class,
					() -> () -> Mono.just(Health.down().build()))
			.run((context) -> assertThat(status(context.getBean(HealthEndpoint.class), "redis")).isEqualTo("DOWN"));
	}

	@Test
	void propertiesReachTheChecks() {
		this.runner.withUserConfiguration(Indicators.class)
			.withPropertyValues("monitor.health.background.interval=1h",
					"monitor.health.background.indicators.db.interval=20ms",
					"monitor.health.background.indicators.nodes.exclude=true",
					"monitor.health.background.indicators.late-comer.required=false")
			.run((context) -> {
				Indicators indicators = context.getBean(Indicators.class);
				await().until(() -> indicators.runs.get() >= 3);
				HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
				assertThat(registry.getContributor("nodes")).isInstanceOfSatisfying(CompositeHealthContributor.class,
						(nodes) -> assertThat(nodes.getContributor("one"))
							.isNotInstanceOf(BackgroundHealthIndicator.class));
				registry.registerContributor("lateComer", (HealthIndicator) () -> Health.down().build());
				assertThat(status(context.getBean(HealthEndpoint.class), "lateComer")).isEqualTo("DEGRADED");
			});
	}

	@ParameterizedTest
	@CsvSource({ "interval,0s", "down-interval,-1s", "timeout,11s", "indicators.db.interval,0s",
			"indicators.db.timeout,11s" })
	void badConfigurationStopsTheStart(String property, String value) {
		this.runner.withPropertyValues("monitor.health.background." + property + "=" + value)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> {
					assertThat(failure.getProperty()).isEqualTo("monitor.health.background." + property);
					assertThat(failure.analysis().getAction()).contains("monitor.health.background." + property);
				}));
	}

	@Test
	void settingsForNobodyAreLogged() {
		try (CapturedLog log = new CapturedLog(BackgroundHealthSettings.class)) {
			this.runner.withUserConfiguration(Indicators.class)
				.withPropertyValues("monitor.health.background.indicators.db.timeout=1s",
						"monitor.health.background.indicators.dbb.timeout=1s")
				.run((context) -> assertThat(log.lines()).containsExactly(
						"WARN No health indicator is named as in monitor.health.background.indicators: [dbb]"));
		}
	}

	@Test
	void unknownGroupMemberStillStopsTheStart() {
		this.runner.withUserConfiguration(Indicators.class)
			.withPropertyValues("management.endpoint.health.group.traffic.include=db,nodes/two")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("'nodes/two'"));
	}

	@Test
	void twentyContextsLeaveNoThreadBehind() throws IOException {
		Set<Thread> before = threads();
		try (DependencySimulator stock = new DependencySimulator(Mode.HANG)) {
			Semaphore begun = new Semaphore(0);
			ApplicationContextRunner hanging = this.runner
				.withBean("hangingHealthIndicator", HealthIndicator.class, () -> () -> {
					begun.release();
					LockSupport.park();
					return null;
				})
				.withPropertyValues("management.endpoint.health.validate-group-membership=false",
						"monitor.dependencies.stock.url=" + stock.url());
			for (int round = 1; round <= 20; round++) {
				int requests = round;
				hanging.run((context) -> {
					begun.acquire();
					await().until(() -> stock.requests() >= requests);
				});
			}
			await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
		}
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("monitor-"))
			.collect(Collectors.toSet());
	}

	private static Object contributor(HealthContributorRegistry registry) {
		return registry.stream().filter((entry) -> entry.name().equals("db")).findFirst().orElseThrow().contributor();
	}

	private static double value(MeterRegistry registry, String component) {
		return registry.get("monitor.health.status").tag("component", component).gauge().value();
	}

	private static String status(HealthEndpoint health, String... path) {
		HealthDescriptor descriptor = health.healthForPath(path);
		return (descriptor != null) ? descriptor.getStatus().getCode() : "absent";
	}

	@Configuration(proxyBeanMethods = false)
	static class Indicators {

		private final AtomicInteger runs = new AtomicInteger();

		@Bean
		HealthIndicator dbHealthIndicator() {
			return this::health;
		}

		@Bean
		CompositeHealthContributor nodesHealthContributor() {
			return CompositeHealthContributor.fromMap(Map.of("one", (HealthIndicator) this::health));
		}

		private Health health() {
			this.runs.incrementAndGet();
			return Health.up().withDetail("database", "H2").build();
		}

	}

	static class OwnRegistry extends DefaultHealthContributorRegistry {

	}

}
