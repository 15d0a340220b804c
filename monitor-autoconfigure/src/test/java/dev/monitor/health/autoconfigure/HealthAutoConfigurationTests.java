package dev.monitor.health.autoconfigure;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.GuardedGate;
import dev.monitor.gate.SwitchGate;
import dev.monitor.gate.Verdict;
import dev.monitor.health.actuate.GatedAvailability;
import dev.monitor.health.actuate.GatesHealthContributor;
import dev.monitor.health.actuate.ProbeGroups;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.servlet.AnswerFilter;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.status.StatusSource;
import dev.monitor.task.lifecycle.TaskLifecycle;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.PingHealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
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
			assertThat(registrations(context)).hasSize(1).allSatisfy((registration) -> {
				assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
				assertThat((Object) registration.getFilter()).isInstanceOf(AnswerFilter.class);
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
				.doesNotHaveBean(OwnPaths.class)
				.doesNotHaveBean(GatesHealthContributor.class)
				.doesNotHaveBean(HealthAutoConfiguration.Meters.class));
	}

	@Test
	void theGaugesSayWhichGatesReadinessDoesNotCount() {
		this.runner.withPropertyValues("monitor.health.readiness-exclude=startup").run((context) -> {
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(HealthAutoConfiguration.Meters.class).bindTo(registry);
			assertThat(registry.get("monitor.gate.open").tag("readiness", "false").gauges())
				.extracting((gauge) -> gauge.getId().getTag("gate"))
				.containsExactly("startup");
			assertThat(registry.get("monitor.gate.open").tag("readiness", "true").gauges())
				.extracting((gauge) -> gauge.getId().getTag("gate"))
				.contains("shutdown");
		});
	}

	@Test
	void itsPathsAreItsOwnOnTheMainPortOnly() {
		this.webRunner.withPropertyValues("monitor.health.path=/lb").run((context) -> {
			OwnPaths paths = context.getBean(OwnPaths.class);
			assertThat(List.of("/lb", "/readyz", "/livez")).allMatch(paths::contain);
			assertThat(List.of("/health", "/lb/x", "/")).noneMatch(paths::contain);
		});
		this.webRunner.withPropertyValues("monitor.health.listen-address=127.0.0.1:0")
			.run((context) -> assertThat(context).doesNotHaveBean(OwnPaths.class));
	}

	@Test
	void startsWithoutBootsHealthModule() {
		this.webRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Gates.class)
				.doesNotHaveBean("gatesHealthContributor"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gates", "gatesHealthContributor", "gatesHealthIndicator" })
	void aHealthIndicatorOfTheUserTakesThePlaceOfTheGates(String name) {
		this.runner.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class))
			.withBean(name, PingHealthIndicator.class)
			.run((context) -> assertThat(context.getBean(HealthContributorRegistry.class).getContributor("gates"))
				.isSameAs(context.getBean(name)));
	}

	@Test
	void startsWithoutMicrometer() {
		this.webRunner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasSingleBean(Gates.class)
				.doesNotHaveBean(HealthAutoConfiguration.Meters.class));
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
			.run((context) -> {
				assertThat(context).doesNotHaveBean("monitorApplicationGate");
				assertThat(registrations(context)).flatExtracting((registration) -> registration.getUrlPatterns())
					.containsExactlyInAnyOrder("/health", "/readyz");
			});
	}

	@Test
	void theMemberCanBeSwitchedOffTheBootWay() {
		this.runner.withPropertyValues("management.health.gates.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(GatesHealthContributor.class)
				.hasSingleBean(ProbeGroups.class));
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
	@ValueSource(strings = { "health", "/health/*", "/", "", "//health", "/a/../health", "/a/./health", "/{id}",
			"/health?x", "/%68ealth", "/health;a=b" })
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
	void aHealthPathInThePlaceOfLivenessStopsTheStart() {
		this.webRunner.withPropertyValues("monitor.health.path=/livez").run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
					assertThat(ex.getProperty()).isEqualTo("monitor.health.path");
					assertThat(ex.analysis().getDescription()).contains("/livez", "liveness");
				});
		});
	}

	@ParameterizedTest
	@CsvSource({ "monitor.health.path=/readyz, monitor.health.path, monitor.health.readiness-path",
			"monitor.health.readiness-path=/livez, monitor.health.readiness-path, liveness",
			"monitor.health.liveness-path=/health, monitor.health.path, liveness",
			"monitor.health.liveness-path=/, monitor.health.liveness-path, root",
			"monitor.health.readiness-path=ready, monitor.health.readiness-path, root" })
	void twoEqualPathsAndWrongOnesStopTheStart(String setting, String property, String other) {
		for (String listener : List.of("", "monitor.health.listen-address=127.0.0.1:0")) {
			this.webRunner.withPropertyValues(setting, listener.isEmpty() ? "a=b" : listener)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
						assertThat(ex.getProperty()).isEqualTo(property);
						assertThat(ex.analysis().getDescription()).contains(other);
					}));
		}
	}

	@Test
	void allPathsCanBeMoved() {
		this.webRunner
			.withPropertyValues("monitor.health.path=/lb/health", "monitor.health.readiness-path=/.well-known/ready",
					"monitor.health.liveness-path=/alive/")
			.run((context) -> {
				OwnPaths paths = context.getBean(OwnPaths.class);
				assertThat(List.of("/lb/health", "/.well-known/ready", "/alive/")).allMatch(paths::contain);
				assertThat(List.of("/health", "/readyz", "/livez")).noneMatch(paths::contain);
			});
	}

	@Test
	void twoGatesOfOneNameStopTheStart() {
		this.runner.withUserConfiguration(UserGateConfiguration.class)
			.withBean("other", Gate.class, () -> SwitchGate.opened("mine", Clock.systemUTC()))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(FailureAnalyzedException.class, (ex) -> {
					assertThat(ex.analysis().getDescription()).contains("'mine'", SwitchGate.class.getName());
					assertThat(ex.analysis().getAction()).contains("another name");
				}));
	}

	@Test
	void aGateWithoutANameStopsTheStart() {
		this.runner.withBean("nameless", Gate.class, () -> foreignGate("", () -> Verdict.open(Instant.EPOCH)))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining("has no name"));
	}

	@Test
	void aGateOfTheUsersIsGuardedAndMonitorsOwnAreNot() {
		Gate foreign = foreignGate("theirs", () -> {
			throw new IllegalStateException("on purpose");
		});
		this.runner.withBean("theirs", Gate.class, () -> foreign).run((context) -> {
			Gates gates = context.getBean(Gates.class);
			assertThat(gates).filteredOn((gate) -> gate instanceof GuardedGate)
				.singleElement()
				.extracting((gate) -> gate.verdict().reason())
				.isEqualTo("Gate 'theirs' failed: IllegalStateException: on purpose");
			context.close();
			assertThat(gates).filteredOn((gate) -> gate instanceof GuardedGate)
				.singleElement()
				.extracting((gate) -> gate.verdict().reason())
				.isEqualTo("Gate 'theirs' is not asked any more");
		});
	}

	@Test
	void changesAreKeptForWhoeverPrintsThem() {
		this.runner.run((context) -> assertThat(context.getBean(StatusSource.class).name()).isEqualTo("gate_changes"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1s", "11m" })
	void aWaitThatIsNoneStopsTheStart(String wait) {
		this.runner.withPropertyValues("monitor.shutdown.wait=" + wait).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
					assertThat(ex.getProperty()).isEqualTo("monitor.shutdown.wait");
					assertThat(ex.analysis().getAction()).contains("such as 15s");
				});
		});
	}

	@Test
	void availabilityIsMonitorsUnlessTheUserHasOne() {
		ApplicationContextRunner both = this.runner
			.withConfiguration(AutoConfigurations.of(AvailabilityAutoConfiguration.class));
		both.run((context) -> assertThat(context).getBean(ApplicationAvailability.class)
			.isInstanceOf(GatedAvailability.class));
		ApplicationAvailability theirs = new ApplicationAvailabilityBean();
		both.withBean(ApplicationAvailability.class, () -> theirs)
			.run((context) -> assertThat(context).getBean(ApplicationAvailability.class).isSameAs(theirs));
		both.withPropertyValues("monitor.health.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(ApplicationAvailability.class)
				.doesNotHaveBean(GatedAvailability.class));
	}

	@Test
	void closingTheContextClosesTheShutdownGateAndEndsTheWatch() {
		this.runner.run((context) -> {
			Gate shutdown = context.getBean("monitorShutdownGate", Gate.class);
			TaskLifecycle watch = context.getBean("monitorGateWatchLifecycle", TaskLifecycle.class);
			assertThat(shutdown.verdict().open()).isTrue();
			assertThat(watch.isRunning()).isTrue();
			context.close();
			assertThat(shutdown.verdict().reason()).isEqualTo("Shutting down");
			assertThat(watch.isRunning()).isFalse();
		});
	}

	private static Gate foreignGate(String name, Supplier<Verdict> verdict) {
		return (Gate) Proxy.newProxyInstance(Gate.class.getClassLoader(), new Class<?>[] { Gate.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "name" -> name;
					case "verdict" -> verdict.get();
					case "hashCode" -> 1;
					case "equals" -> Objects.requireNonNull(arguments)[0] == proxy;
					default -> "a gate";
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
