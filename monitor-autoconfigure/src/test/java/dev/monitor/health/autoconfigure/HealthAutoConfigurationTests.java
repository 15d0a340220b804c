package dev.monitor.health.autoconfigure;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.SwitchGate;
import dev.monitor.gate.Verdict;
import dev.monitor.health.actuate.GatesHealthContributor;
import dev.monitor.health.metrics.GateMetrics;
import dev.monitor.health.servlet.GateFilter;
import dev.monitor.property.InvalidPropertyException;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;

class HealthAutoConfigurationTests {

	private static final AutoConfigurations DOORS = AutoConfigurations.of(HealthAutoConfiguration.class,
			ApplicationAvailabilityAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(DOORS);

	private final WebApplicationContextRunner webRunner = new WebApplicationContextRunner().withConfiguration(DOORS);

	@Test
	void gatesAreReadInTheirOrderAndTheFiltersComeFirst() {
		this.webRunner.withUserConfiguration(UserGateConfiguration.class).run((context) -> {
			assertThat(context.getBean(Gates.class)).extracting(Gate::name)
				.containsExactly("shutdown", "startup", "application", "mine");
			assertThat(registrations(context)).hasSize(3).allSatisfy((registration) -> {
				assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
				assertThat((Object) registration.getFilter()).isInstanceOf(GateFilter.class);
			})
				.flatExtracting((registration) -> registration.getUrlPatterns())
				.containsExactlyInAnyOrder("/health", "/readyz", "/livez");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.health.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.webRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(Gates.class)
				.doesNotHaveBean(Gate.class)
				.doesNotHaveBean(FilterRegistrationBean.class)
				.doesNotHaveBean(GatesHealthContributor.class)
				.doesNotHaveBean(GateMetrics.class));
	}

	@Test
	void startsWithoutBootsHealthModule() {
		this.webRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Gates.class)
				.doesNotHaveBean("gatesHealthContributor"));
	}

	@Test
	void startsWithoutMicrometer() {
		this.webRunner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasSingleBean(Gates.class).doesNotHaveBean("monitorGateMetrics"));
	}

	@Test
	void anAppWithoutAWebServerHasGatesAndNoFilters() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(Gates.class)
			.hasSingleBean(GatesHealthContributor.class)
			.doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void aGateOfTheUsersReplacesTheStartupGate() {
		this.runner.withUserConfiguration(UserStartupGateConfiguration.class)
			.run((context) -> assertThat(context.getBean(Gates.class))
				.filteredOn((gate) -> gate.name().equals("startup"))
				.singleElement()
				.extracting(Gate::verdict)
				.isEqualTo(Verdict.open(Instant.EPOCH)));
	}

	@Test
	void withoutBootsAvailabilityThereIsNoApplicationGateAndNoLiveness() {
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(HealthAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean("monitorApplicationGate")
				.doesNotHaveBean("monitorLivenessGateFilter"));
	}

	@Test
	void theMemberCanBeSwitchedOffTheBootWay() {
		this.runner.withPropertyValues("management.health.gates.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(GatesHealthContributor.class)
				.doesNotHaveBean(HealthEndpointGroupsPostProcessor.class));
	}

	@Test
	void thePathReachesTheFilter() {
		this.webRunner.withPropertyValues("monitor.health.path=/lb")
			.run((context) -> assertThat(registrations(context))
				.flatExtracting((registration) -> registration.getUrlPatterns())
				.contains("/lb")
				.doesNotContain("/health"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "health", "/health/*" })
	void aPathThatIsNoPathStopsTheStart(String path) {
		this.webRunner.withPropertyValues("monitor.health.path=" + path).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
					assertThat(ex.getProperty()).isEqualTo("monitor.health.path");
					assertThat(ex.analysis().getDescription()).contains("monitor.health.path", path);
					assertThat(ex.analysis().getAction()).contains("starts with '/'");
				});
		});
	}

	@Test
	void closingTheContextClosesTheShutdownGateAndEndsTheWatch() {
		this.runner.run((context) -> {
			Gate shutdown = context.getBean("monitorShutdownGate", Gate.class);
			GateWatchLifecycle watch = context.getBean(GateWatchLifecycle.class);
			assertThat(shutdown.verdict().open()).isTrue();
			assertThat(watch.isRunning()).isTrue();
			context.close();
			assertThat(shutdown.verdict().reason()).isEqualTo("Shutting down");
			assertThat(watch.isRunning()).isFalse();
		});
	}

	private static List<FilterRegistrationBean<?>> registrations(ApplicationContext context) {
		List<FilterRegistrationBean<?>> registrations = new ArrayList<>();
		context.getBeansOfType(FilterRegistrationBean.class).values().forEach(registrations::add);
		return registrations;
	}

	@Configuration(proxyBeanMethods = false)
	static class UserGateConfiguration {

		@Bean
		Gate mine() {
			return SwitchGate.opened("mine", Clock.systemUTC());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserStartupGateConfiguration {

		@Bean
		Gate monitorStartupGate() {
			return SwitchGate.opened("startup", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
		}

	}

}
