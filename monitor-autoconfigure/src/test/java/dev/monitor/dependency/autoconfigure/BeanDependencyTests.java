package dev.monitor.dependency.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.check.Check;
import dev.monitor.check.Checks;
import dev.monitor.dependency.DependencyCheck;
import dev.monitor.dependency.DependencyGate;
import dev.monitor.property.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Dependencies that are beans of the application.
 */
class BeanDependencyTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DependencyAutoConfiguration.class, DataSourceAutoConfiguration.class,
				HealthContributorRegistryAutoConfiguration.class, HealthContributorAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class))
		.withUserConfiguration(Indicators.class)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:beans", "spring.datasource.hikari.maximum-pool-size=1",
				"management.endpoints.web.exposure.include=health", "monitor.dependency-defaults.interval=500ms",
				"monitor.dependency-defaults.down-interval=20ms");

	@Test
	void dataSourceOfBootIsCheckedAndItsPoolTellsWhenItIsExhausted() {
		this.runner.withPropertyValues("monitor.dependencies.db.data-source=dataSource").run((context) -> {
			Check dependency = dependency(context.getBean(Checks.class));
			await().until(() -> dependency.state().isUp());
			try (AutoCloseable held = context.getBean(HikariDataSource.class).getConnection()) {
				await().until(() -> !dependency.state().isUp());
				assertThat(held).isNotNull();
				await().untilAsserted(() -> assertThat(dependency.state().reason())
					.isEqualTo("pool exhausted: 1 of 1 connections in use"));
			}
			await().until(() -> dependency.state().isUp());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "well", "wellHealthIndicator", "members", "reactive" })
	void indicatorIsFoundByBeanNameAndByTheNameThatBootShows(String name) {
		this.runner.withPropertyValues("monitor.dependencies.some.indicator=" + name)
			.run((context) -> await().until(() -> dependency(context.getBean(Checks.class)).state().isUp()));
	}

	@ParameterizedTest
	@CsvSource({ "ill,'DOWN, host: db1'", "foggy,FOGGY" })
	void indicatorsStatusAndDetailsAreTheReason(String name, String reason) {
		this.runner
			.withPropertyValues("monitor.dependencies.some.indicator=" + name,
					"management.endpoint.health.status.http-mapping.down=503",
					"management.endpoint.health.status.http-mapping.foggy=500")
			.run((context) -> {
				Check dependency = dependency(context.getBean(Checks.class));
				await().until(() -> reason.equals(dependency.state().reason()));
				assertThat(dependency.state().isUp()).isFalse();
			});
	}

	@Test
	void indicatorWithAStatusThatBootAnswersWith200IsUp() {
		this.runner.withPropertyValues("monitor.dependencies.some.indicator=foggy")
			.run((context) -> await().until(() -> dependency(context.getBean(Checks.class)).state().isUp()));
	}

	@ParameterizedTest
	@CsvSource({ "data-source,dataSourc,beans: dataSource.", "data-source,wellHealthIndicator,beans: dataSource.",
			"indicator,wel,wellHealthIndicator", "indicator,dataSource,wellHealthIndicator",
			"indicator,dependencies,wellHealthIndicator" })
	void unknownBeanStopsTheStartAndNamesThoseThatAreThere(String property, String name, String known) {
		this.runner.withPropertyValues("monitor.dependencies.some." + property + "=" + name)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> {
					assertThat(failure.getProperty()).isEqualTo("monitor.dependencies.some." + property);
					assertThat(failure).hasMessageContaining("'" + name + "'");
					assertThat(failure.analysis().getAction()).contains(known);
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gates", "gatesHealthContributor", "readinessState", "readinessStateHealthIndicator" })
	void indicatorThatWaitsForTheDependencyStopsTheStart(String name) {
		this.runner.withBean("gatesHealthContributor", HealthIndicator.class, () -> () -> Health.up().build())
			.withBean("readinessStateHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.withPropertyValues("monitor.dependencies.some.indicator=" + name)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> {
					assertThat(failure).hasMessageEndingWith("'" + name + "' names an indicator of the gates.");
					assertThat(failure.analysis().getAction()).contains("wellHealthIndicator")
						.doesNotContain("gatesHealthContributor", "readinessStateHealthIndicator");
				}));
	}

	@ParameterizedTest
	@CsvSource({ "data-source,Define one", "indicator,Define a bean of type HealthIndicator" })
	void whereThereIsNoneTheRemedyIsToDefineOne(String property, String remedy) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DependencyAutoConfiguration.class))
			.withPropertyValues("monitor.dependencies.some." + property + "=any")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class,
						(failure) -> assertThat(failure.analysis().getAction()).contains(remedy)));
	}

	@ParameterizedTest
	@CsvSource({ "data-source,org.springframework.boot.jdbc,spring-boot-starter-jdbc",
			"indicator,org.springframework.boot.health,spring-boot-starter-actuator" })
	void missingLibraryStopsTheStart(String property, String absent, String remedy) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DependencyAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(absent))
			.withPropertyValues("monitor.dependencies.some." + property + "=any")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class,
						(failure) -> assertThat(failure.analysis().getAction()).contains(remedy)));
	}

	@Test
	void dataSourceIsNotCreatedBeforeItIsChecked() {
		this.runner.withPropertyValues("monitor.dependencies.db.data-source=late")
			.withBean("late", DataSource.class, () -> {
				throw new IllegalStateException("password=tiger");
			}, (definition) -> definition.setLazyInit(true))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Check dependency = dependency(context.getBean(Checks.class));
				await().untilAsserted(() -> assertThat(dependency.state().reason()).contains("BeanCreationException")
					.doesNotContain("tiger"));
			});
	}

	@Test
	void excludedFromHealthTheyGateNothingAndAreStillCheckedAndShown() {
		this.runner
			.withPropertyValues("monitor.dependencies.some.indicator=ill", "monitor.health.include-dependencies=false",
					"management.endpoint.health.status.order=DOWN,OUT_OF_SERVICE,UP,DEGRADED,UNKNOWN",
					"management.endpoint.health.group.chosen.include=dependencies,ping")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(DependencyGate.class);
				HealthEndpoint health = context.getBean(HealthEndpoint.class);
				await().until(() -> status(health, "dependencies", "some").equals("DEGRADED"));
				assertThat(status(health, "chosen")).isEqualTo("UP");
			});
	}

	@Test
	void checksThatMisbehaveHarmNobodyElse() {
		CountDownLatch never = new CountDownLatch(1);
		this.runner.withBean("throws", DependencyCheck.class, () -> () -> {
			throw new StackOverflowError();
		}).withBean("blocks", DependencyCheck.class, () -> () -> {
			boolean interrupted = false;
			while (!interrupted || never.getCount() > 0) {
				try {
					never.await();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}).withPropertyValues("monitor.dependencies.good.indicator=well").run((context) -> {
			List<Check> all = context.getBean(Checks.class).all();
			await().until(() -> all.get(0).state().isUp());
			await().until(() -> all.get(1).state().consecutiveFailures() >= 2
					&& all.get(2).state().consecutiveFailures() >= 2);
			await().untilAsserted(() -> {
				assertThat(all.get(1).state().reason()).isEqualTo("StackOverflowError");
				assertThat(all.get(2).state().reason()).contains("hangs");
				assertThat(all.get(0).state().isUp()).isTrue();
			});
			never.countDown();
		});
	}

	private static Check dependency(Checks monitor) {
		return monitor.all().get(0);
	}

	private static String status(HealthEndpoint health, String... path) {
		HealthDescriptor descriptor = health.healthForPath(path);
		return (descriptor != null) ? descriptor.getStatus().getCode() : "absent";
	}

	@Configuration(proxyBeanMethods = false)
	static class Indicators {

		@Bean
		HealthIndicator wellHealthIndicator() {
			return () -> Health.up().build();
		}

		@Bean
		HealthContributor membersHealthContributor() {
			return CompositeHealthContributor.fromMap(Map.of("one", wellHealthIndicator()));
		}

		@Bean
		ReactiveHealthIndicator reactiveHealthIndicator() {
			return () -> Mono.just(Health.up().build()).delayElement(Duration.ofMillis(1));
		}

		@Bean
		HealthIndicator illHealthIndicator() {
			return () -> Health.down().withDetail("host", "db1").build();
		}

		@Bean
		HealthIndicator foggyHealthIndicator() {
			return () -> Health.status("FOGGY").build();
		}

	}

}
