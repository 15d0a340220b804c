package dev.monitor.dependency.autoconfigure;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import dev.monitor.check.Check;
import dev.monitor.check.CheckResult;
import dev.monitor.check.CheckState;
import dev.monitor.check.Checks;
import dev.monitor.dependency.DependencyCheck;
import dev.monitor.dependency.DependencyGate;
import dev.monitor.dependency.DependencyListener;
import dev.monitor.dependency.DependencySimulator;
import dev.monitor.dependency.DependencySimulator.Mode;
import dev.monitor.dependency.DependencyStatus;
import dev.monitor.gate.Gate;
import dev.monitor.gate.SwitchGate;
import dev.monitor.property.InvalidPropertyException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.PingHealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DependencyAutoConfigurationTests {

	private static final String STOCK = "monitor.dependencies.stock.address=127.0.0.1:1";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DependencyAutoConfiguration.class));

	private final ApplicationContextRunner actuator = this.runner
		.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=health",
				"management.endpoint.health.show-details=always");

	@Test
	void checksWhatPropertiesNameAndShowsItEverywhere() throws IOException {
		try (DependencySimulator stock = new DependencySimulator(Mode.OK);
				DependencySimulator hints = new DependencySimulator(Mode.ERROR)) {
			this.actuator
				.withPropertyValues("monitor.dependencies.stock.url=" + stock.url(),
						"monitor.dependencies.broker.address=" + stock.address(),
						"monitor.dependencies.hints.url=" + hints.url(), "monitor.dependencies.hints.required=false")
				.run((context) -> {
					Gate gate = context.getBean(Gate.class);
					await().until(() -> gate.verdict().open() && hints.requests() >= 1);
					MeterRegistry registry = context.getBean(MeterRegistry.class);
					await().until(() -> registry.get("monitor.dependency.check")
						.tags("dependency", "hints", "outcome", "failure")
						.timer()
						.count() >= 1);
					assertThat(registry.get("monitor.dependency.up").tag("dependency", "stock").gauge().value())
						.isEqualTo(1);
					HealthEndpoint health = context.getBean(HealthEndpoint.class);
					assertThat(status(health)).isEqualTo("UP");
					assertThat(status(health, "dependencies", "stock")).isEqualTo("UP");
					assertThat(status(health, "dependencies", "broker")).isEqualTo("UP");
					assertThat(status(health, "dependencies", "hints")).isEqualTo("DEGRADED");
					assertThat(context.getBean(DependencyStatus.class).section().rows())
						.extracting((row) -> row.name() + " " + row.texts().get("state"))
						.containsExactlyInAnyOrder("stock up", "broker up", "hints down");
				});
		}
	}

	@Test
	void requiredDependencyThatFailsTakesHealthAndGateDown() throws IOException {
		try (DependencySimulator stock = new DependencySimulator(Mode.ERROR)) {
			this.actuator.withPropertyValues("monitor.dependencies.stock.url=" + stock.url()).run((context) -> {
				Gate gate = context.getBean(Gate.class);
				await().until(() -> "Dependency \'stock' down: HTTP 500".equals(gate.verdict().reason()));
				assertThat(status(context.getBean(HealthEndpoint.class))).isEqualTo("DOWN");
			});
		}
	}

	@Test
	void isNotThereWithoutDependencies() {
		this.actuator.run((context) -> {
			assertThat(ours(context)).isEmpty();
			HealthEndpoint health = context.getBean(HealthEndpoint.class);
			assertThat(health.healthForPath("dependencies")).isNull();
			assertThat(status(health)).isEqualTo("UP");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { STOCK, "monitor.dependencies[stock.api].url=http://a",
			"monitor.dependency-defaults.interval=1h" })
	void isThereIfAPropertyNamesADependency(String property) {
		this.runner.withPropertyValues(property).run((context) -> assertThat(context).hasSingleBean(Checks.class));
	}

	@Test
	void isThereIfAVariableOfTheEnvironmentNamesADependency() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
						Map.of("MONITOR_DEPENDENCIES_STOCK_ADDRESS", "127.0.0.1:1"))))
			.run((context) -> assertThat(context.getBean(Checks.class).all()).extracting(Check::name)
				.containsExactly("stock"));
	}

	@Test
	void isThereIfABeanOfAParentIsADependency() {
		new ApplicationContextRunner().withUserConfiguration(UserCheck.class)
			.run((parent) -> this.runner.withParent(parent)
				.run((context) -> assertThat(context.getBean(Checks.class).all()).extracting(Check::name)
					.containsExactly("mainframe")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.dependency.enabled=false" })
	void switchedOffItLeavesNothingBehind(String property) {
		this.actuator.withPropertyValues(property, "monitor.dependencies.stock.url=nonsense").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(ours(context)).isEmpty();
			assertThat(context).doesNotHaveBean("dependenciesHealthContributor");
		});
	}

	@Test
	void doesWithoutHealth() {
		this.runner.withPropertyValues(STOCK)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DependencyGate.class)
				.doesNotHaveBean("dependenciesHealthContributor"));
	}

	@Test
	void doesWithoutMicrometer() {
		this.runner.withPropertyValues(STOCK)
			.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DependencyGate.class)
				.doesNotHaveBean(MeterBinder.class));
	}

	@Test
	void worksInAWebApplicationToo() {
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(DependencyAutoConfiguration.class))
			.withPropertyValues(STOCK)
			.run((context) -> assertThat(context).hasSingleBean(DependencyGate.class)
				.hasSingleBean(CompositeHealthContributor.class));
	}

	@Test
	void doesWithoutARegistryOfMetersOrHealth() {
		this.runner.withPropertyValues(STOCK)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Checks.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "dependencies", "dependenciesHealthContributor", "dependenciesHealthIndicator" })
	void userBeanWins(String name) {
		this.actuator.withPropertyValues(STOCK).withBean(name, PingHealthIndicator.class).run((context) -> {
			assertThat(context.getBean(name)).isInstanceOf(PingHealthIndicator.class);
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("dependencies"))
				.isInstanceOf(PingHealthIndicator.class);
		});
	}

	@Test
	void aBeanOfItsNameThatIsNoContributorTakesNothingAway() {
		this.actuator.withPropertyValues(STOCK)
			.withBean("dependencies", Object.class, Object::new)
			.run((context) -> assertThat(context).hasBean("dependenciesHealthContributor"));
	}

	@Test
	void listenersOfTheUserJoinInTheirOrderAndTheMetersStay() {
		this.actuator.withUserConfiguration(UserListeners.class)
			.withPropertyValues("monitor.dependencies.broker.address=127.0.0.1:1",
					"monitor.dependency-defaults.interval=1h", "monitor.dependency-defaults.down-interval=1h")
			.run((context) -> {
				List<String> heard = context.getBean(UserListeners.class).heard;
				await().untilAsserted(() -> assertThat(heard).containsExactly("first broker FAILURE",
						"second broker FAILURE", "second broker UNKNOWN-DOWN"));
				await().until(() -> context.getBean(MeterRegistry.class)
					.get("monitor.dependency.check")
					.tags("dependency", "broker", "outcome", "failure")
					.timer()
					.count() == 1);
			});
	}

	@Test
	void healthContributorHasBootsOffSwitch() {
		this.runner.withPropertyValues(STOCK, "management.health.dependencies.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("dependenciesHealthContributor")
				.hasSingleBean(DependencyGate.class));
	}

	@Test
	void beansJoinByTheirName() {
		this.runner.withUserConfiguration(UserCheck.class)
			.withPropertyValues("monitor.dependencies.broker.address=127.0.0.1:1",
					"monitor.dependency-defaults.interval=1h")
			.run((context) -> {
				List<Check> dependencies = context.getBean(Checks.class).all();
				assertThat(dependencies).extracting(Check::name).containsExactly("broker", "mainframe");
				await().until(() -> dependencies.get(1).state().isUp());
				assertThat(context.getBean(Gate.class).verdict().reason()).contains("'broker'");
			});
	}

	@Test
	void propertiesReachTheChecks() throws IOException {
		try (DependencySimulator stock = new DependencySimulator(Mode.ERROR)) {
			this.runner
				.withPropertyValues("monitor.dependencies.stock.url=" + stock.url(),
						"monitor.dependencies.stock.expected-status=200,500",
						"monitor.dependencies.stock.headers.X-Token=tiger", "monitor.dependencies.stock.interval=50ms",
						"monitor.dependencies.stock.failure-threshold=1")
				.run((context) -> {
					Check dependency = context.getBean(Checks.class).all().get(0);
					await().until(() -> dependency.state().isUp() && stock.requests() >= 3);
					assertThat(stock.lastRequest()).contains("X-Token: tiger");
					stock.behave(Mode.REDIRECT);
					await().until(() -> !dependency.state().isUp());
				});
		}
	}

	@Test
	void defaultsReachTheChecks() throws IOException {
		try (DependencySimulator stock = new DependencySimulator(Mode.ERROR)) {
			this.runner
				.withPropertyValues("monitor.dependencies.stock.url=" + stock.url(),
						"monitor.dependency-defaults.expected-status=500", "monitor.dependency-defaults.required=false",
						"monitor.dependency-defaults.interval=50ms")
				.run((context) -> {
					Check dependency = context.getBean(Checks.class).all().get(0);
					assertThat(dependency.required()).isFalse();
					await().until(() -> dependency.state().isUp() && stock.requests() >= 3);
				});
		}
	}

	@Test
	void shutdownEndsChecksAndThreads() throws IOException {
		try (DependencySimulator stock = new DependencySimulator(Mode.HANG)) {
			this.runner.withPropertyValues("monitor.dependencies.shutdown-test.url=" + stock.url())
				.run((context) -> await().until(() -> stock.requests() == 1));
			await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.doesNotContain("monitor-dependency-check-shutdown-test", "monitor-dependency-scheduler",
						"monitor-dependency-http"));
			assertThat(stock.requests()).isEqualTo(1);
		}
	}

	@Test
	void contextCanStopAndStartAgain() throws IOException {
		try (DependencySimulator stock = new DependencySimulator(Mode.OK)) {
			this.runner.withPropertyValues("monitor.dependencies.stock.url=" + stock.url()).run((context) -> {
				await().until(() -> stock.requests() == 1);
				context.stop();
				context.start();
				await().until(() -> stock.requests() == 2 && context.getBean(Gate.class).verdict().open());
			});
		}
	}

	@Test
	void gateHasItsPlaceAmongGates() {
		this.runner.withPropertyValues(STOCK)
			.withUserConfiguration(UserGates.class)
			.run((context) -> assertThat(context.getBeanProvider(Gate.class).orderedStream()).extracting(Gate::name)
				.containsExactly("startup", "dependencies", "concurrency"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"stock.required=true | stock.url | exactly one of monitor.dependencies.stock.url",
			"stock.uri=http://sc:tiger@a | stock.url | exactly one of monitor.dependencies.stock.url",
			"stock.uri=tiger,stock.intervall=1s | stock.url | exactly one of monitor.dependencies.stock.url",
			"stock.uri=tiger,other.address=127.0.0.1:1 | stock.url | exactly one of monitor.dependencies.stock.url",
			"[stock.eu].uri=tiger | stock.eu.url | exactly one of monitor.dependencies.stock.eu.url",
			"stock-eu.uri.more[0]=tiger | stock-eu.url | exactly one of monitor.dependencies.stock-eu.url",
			"stock= | stock.url | exactly one of monitor.dependencies.stock.url",
			"stock.url=http://a,stock.address=a:1 | stock.address | Keep one of",
			"stock.address=a:1,stock.headers.X-Token=tiger | stock.headers | in place of monitor.dependencies.stock.address",
			"stock.data-source=d,stock.expected-status=204 | stock.expected-status | in place of monitor.dependencies.stock.data-source",
			"stock.indicator=i,stock.ssl-bundle=s | stock.ssl-bundle | in place of monitor.dependencies.stock.indicator",
			"stock.url=http://a,stock.ssl-bundle=s | stock.ssl-bundle | begins with https",
			"stock.url=not a url | stock.url | such as http://", "stock.url=ftp://a | stock.url | such as http://",
			"stock.url=http://sc:tiger@a:70000 | stock.url | such as http://",
			"stock.address=tiger@broker:1 | stock.address | such as broker:5672",
			"stock.address=broker | stock.address | such as broker:5672",
			"stock.address=::1:80 | stock.address | such as broker:5672",
			"stock.url=http://a,stock.interval=0s | stock.interval | such as 10s",
			"stock.url=http://a,stock.interval=-1s | stock.interval | such as 10s",
			"stock.url=http://a,stock.interval=40000d | stock.interval | such as 10s",
			"stock.url=http://a,stock.down-interval=0s | stock.down-interval | such as 10s",
			"stock.url=http://a,stock.timeout=0s | stock.timeout | such as 10s",
			"stock.url=http://a,stock.timeout=11s | stock.timeout | at most",
			"stock.url=http://a,stock.failure-threshold=0 | stock.failure-threshold | to 1 or more",
			"stock.url=http://a,stock.success-threshold=-1 | stock.success-threshold | to 1 or more",
			"stock.url=http://a,stock.expected-status=2xx | stock.expected-status | such as 200-299",
			"stock.url=http://a,stock.headers.Host=tiger | stock.headers | Remove or correct",
			"[stöck].url=http://a | stöck | Rename", "[a b].url=http://a | a b | Rename" })
	void badConfigurationStopsTheStart(String properties, String property, String remedy) {
		String[] values = Stream.of(properties.split(","))
			.map((value) -> "monitor.dependencies" + (value.startsWith("[") ? "" : ".") + value)
			.toArray(String[]::new);
		this.runner.withPropertyValues(values).run((context) -> {
			InvalidPropertyException failure = failure(context);
			assertThat(failure.getProperty()).isEqualTo("monitor.dependencies." + property);
			assertThat(failure.getMessage() + failure.analysis().getAction())
				.contains("monitor.dependencies." + property)
				.doesNotContain("tiger");
			assertThat(failure.analysis().getAction()).contains(remedy);
		});
	}

	@Test
	void misspeltPropertiesAreNamedWhereverTheyAreSet() {
		Map<String, Object> variables = Map.of("MONITOR_DEPENDENCIES_STOCKEU_URI", "http://scott:tiger@stock",
				"MONITOR_DEPENDENCIES_STOCKEU_INTERVALL", "1s");
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables)))
			.run((context) -> assertThat(failure(context))
				.hasMessage("Dependency 'stockeu' has nothing to check, only intervall, uri."));
		this.runner.withPropertyValues("monitor.dependencies.stock=")
			.run((context) -> assertThat(failure(context)).hasMessage("Dependency 'stock' has nothing to check."));
		this.runner.withPropertyValues("monitor.dependencies.stock-eu.required=false")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new SystemEnvironmentPropertySource("systemEnvironment",
						Map.of("MONITOR_DEPENDENCIES_STOCKEU_ADDRESS", "127.0.0.1:1"))))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void environmentVariablesOfANameWithADashMakeNoOtherDependency() {
		for (String name : List.of("STOCKEU", "STOCK_EU")) {
			withVariables(Map.of("MONITOR_DEPENDENCIES_" + name + "_REQUIRED", "false"))
				.withPropertyValues("monitor.dependencies.stock-eu.address=127.0.0.1:1")
				.run((context) -> assertThat(context.getBean(Checks.class).all()).singleElement()
					.satisfies((check) -> assertThat(check.name() + check.required()).isEqualTo("stock-eufalse")));
		}
	}

	@Test
	void namesInBracketsThatDifferByCapitalsAreTwo() {
		this.runner
			.withPropertyValues("monitor.dependencies[EU].address=127.0.0.1:1",
					"monitor.dependencies[eu].address=127.0.0.1:2")
			.run((context) -> assertThat(context.getBean(Checks.class).all()).extracting(Check::name)
				.containsExactlyInAnyOrder("EU", "eu"));
	}

	@Test
	void nameThatWasSplitIsToldWhole() {
		withVariables(Map.of("MONITOR_DEPENDENCIES_STOCK_EU_URL", "http://scott:tiger@stock"))
			.run((context) -> assertThat(failure(context).analysis().getAction())
				.contains(" In an environment variable a name is one word: MONITOR_DEPENDENCIES_STOCKEU_URL.")
				.doesNotContain("tiger"));
		this.runner.withPropertyValues("monitor.dependencies.stock.eu.address=127.0.0.1:1")
			.run((context) -> assertThat(failure(context).analysis().getAction())
				.contains(" A name with a dot stands in brackets: monitor.dependencies[stock.eu].address."));
	}

	private ApplicationContextRunner withVariables(Map<String, Object> variables) {
		return this.runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables)));
	}

	@Test
	void checkThatDoesNotSayWhetherItIsRequiredStopsTheStart() {
		this.runner.withUserConfiguration(UndecidedCheck.class)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessage("no")
				.satisfies((cause) -> {
					Throwable failure = context.getStartupFailure();
					while (failure != null && !(failure instanceof FailureAnalyzedException)) {
						failure = failure.getCause();
					}
					assertThat(failure).hasMessage("Bean 'undecided' of type DependencyCheck does not say whether it is"
							+ " required: IllegalStateException: no.");
				}));
	}

	@ParameterizedTest
	@CsvSource({ "interval,0s", "down-interval,-1s", "timeout,11s", "failure-threshold,0", "success-threshold,0",
			"expected-status,abc" })
	void badDefaultsStopTheStart(String property, String value) {
		this.runner.withPropertyValues("monitor.dependency-defaults." + property + "=" + value)
			.run((context) -> assertThat(failure(context).getProperty())
				.isEqualTo("monitor.dependency-defaults." + property));
	}

	@Test
	void beanWithTheNameOfAPropertyStopsTheStart() {
		this.runner.withUserConfiguration(UserCheck.class)
			.withPropertyValues("monitor.dependencies.mainframe.address=a:1")
			.run((context) -> {
				InvalidPropertyException failure = failure(context);
				assertThat(failure.getProperty()).isEqualTo("monitor.dependencies.mainframe");
				assertThat(failure).hasMessageContaining("DependencyCheck");
				assertThat(failure.analysis().getAction()).contains("Rename");
			});
	}

	@Test
	void beanNameIsTheNameAsItStandsInTheCode() {
		this.runner.withBean("orderTable", DependencyCheck.class, () -> () -> {
		})
			.run((context) -> assertThat(context.getBean(Checks.class).all()).extracting(Check::name)
				.containsExactly("orderTable"));
	}

	@Test
	void beanWithAnUnfitNameStopsTheStart() {
		this.runner.withBean("main frame", DependencyCheck.class, () -> () -> {
		})
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(FailureAnalyzedException.class, (failure) -> {
					assertThat(failure).hasMessageContaining("Bean 'main frame' of type DependencyCheck");
					assertThat(failure.analysis().getAction()).contains("another name");
				}));
	}

	private static InvalidPropertyException failure(AssertableApplicationContext context) {
		for (Throwable cause = context.getStartupFailure(); cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidPropertyException failure) {
				return failure;
			}
		}
		throw new AssertionError("Started, or failed otherwise", context.getStartupFailure());
	}

	private static Stream<String> ours(ApplicationContext context) {
		return Stream.of(context.getBeanDefinitionNames())
			.filter((name) -> String.valueOf(context.getType(name)).contains("dev.monitor.dependency"));
	}

	private static String status(HealthEndpoint health, String... path) {
		HealthDescriptor descriptor = (path.length > 0) ? health.healthForPath(path) : health.health();
		return (descriptor != null) ? descriptor.getStatus().getCode() : "absent";
	}

	@Configuration(proxyBeanMethods = false)
	static class UndecidedCheck {

		@Bean
		DependencyCheck undecided() {
			return new DependencyCheck() {

				@Override
				public void check() {
				}

				@Override
				public boolean required() {
					throw new IllegalStateException("no");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserCheck {

		@Bean
		DependencyCheck mainframe() {
			return () -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserListeners {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		@Bean
		@Order(2)
		DependencyListener second() {
			return new DependencyListener() {

				@Override
				public void onResult(String check, CheckResult result) {
					UserListeners.this.heard.add("second " + check + " " + result.outcome());
				}

				@Override
				public void onChange(String check, CheckState before, CheckState after) {
					UserListeners.this.heard.add("second " + check + " " + before.status() + "-" + after.status());
				}

			};
		}

		@Bean
		@Order(1)
		DependencyListener first() {
			return new DependencyListener() {

				@Override
				public void onResult(String check, CheckResult result) {
					UserListeners.this.heard.add("first " + check + " " + result.outcome());
					throw new IllegalStateException("on purpose");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserGates {

		@Bean
		@Order(40)
		Gate concurrency() {
			return SwitchGate.opened("concurrency", Clock.systemUTC());
		}

		@Bean
		@Order(10)
		Gate startup() {
			return SwitchGate.opened("startup", Clock.systemUTC());
		}

	}

}
