package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.AccessRequest;
import dev.monitor.guard.AccessRule;
import dev.monitor.guard.Decision;
import dev.monitor.guard.LoopbackRule;
import dev.monitor.guard.TokenRule;
import dev.monitor.http.Caller;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.scrape.ScrapeListener;
import dev.monitor.scrape.actuate.EndpointMetrics;
import dev.monitor.scrape.actuate.ScrapeAdvisor;
import dev.monitor.scrape.actuate.ScrapeExposure;
import dev.monitor.scrape.actuate.SharedScrapes;
import dev.monitor.scrape.metrics.ScrapeMetrics;
import dev.monitor.scrape.servlet.ScrapeAccessFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class ScrapeAutoConfigurationTests {

	private static final String HASH = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

	private static final AutoConfigurations DOORS = AutoConfigurations.of(ScrapeAutoConfiguration.class,
			ScrapeOffAutoConfiguration.class, MetricsAutoConfiguration.class,
			PrometheusMetricsExportAutoConfiguration.class, EndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner().withConfiguration(DOORS)
		.withPropertyValues("server.port=8080");

	@Test
	void exposesTheEndpointAndPutsTheGuardInFrontOfIt() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(PrometheusScrapeEndpoint.class).hasSingleBean(ScrapeAdvisor.class);
			assertThat(rule(context)).isInstanceOf(LoopbackRule.class);
			assertThat(scrapePath(context)).isEqualTo("/actuator/prometheus");
			FilterRegistrationBean<?> registration = context.getBean(ScrapeManagementContextConfiguration.class);
			assertThat(registration.getFilter()).isInstanceOf(ScrapeAccessFilter.class);
			assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE + 10);
			assertThat(registration.determineDispatcherTypes()).containsExactlyInAnyOrder(DispatcherType.REQUEST,
					DispatcherType.FORWARD);
			assertThat(context.getBean(MeterRegistry.class).find("monitor.metrics.auth.failures").functionCounters())
				.hasSize(8);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.metrics.enabled=false", "monitor.enabled=false" })
	void switchedOffItLeavesNothingBehind(String property) {
		this.contextRunner.withPropertyValues(property).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(PrometheusMeterRegistry.class);
			assertNothingOfOurs(context);
			assertThat(context).doesNotHaveBean(PrometheusScrapeEndpoint.class);
			assertThat(scrapePath(context)).isNull();
		});
	}

	@Test
	void whoExcludesItHasNoGuardAndStarts() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					PrometheusMetricsExportAutoConfiguration.class, EndpointAutoConfiguration.class,
					WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class))
			.withPropertyValues("server.port=8080")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertNothingOfOurs(context);
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { PrometheusMeterRegistry.class, PrometheusScrapeEndpoint.class })
	void withoutAnOptionalClassThereIsNothing(Class<?> absent) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(absent)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertNothingOfOurs(context);
		});
	}

	@Test
	void withoutActuatorThereIsNothing() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ScrapeAutoConfiguration.class, ScrapeOffAutoConfiguration.class))
			.withPropertyValues("monitor.metrics.enabled=false")
			.withClassLoader(new FilteredClassLoader(WebEndpointProperties.class))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertNothingOfOurs(context);
			});
	}

	@Test
	void withoutAWebServerThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(DOORS).run((context) -> {
			assertThat(context).hasNotFailed();
			assertNothingOfOurs(context);
		});
	}

	@Test
	void ownRuleWins() {
		AccessRule own = (request) -> Decision.ADMITTED;
		this.contextRunner.withBean("own", AccessRule.class, () -> own)
			.run((context) -> assertThat(rule(context)).isSameAs(own));
	}

	@Test
	void allOwnListenersJoinInOrderAndOurMetersStay() {
		List<String> told = new ArrayList<>();
		this.contextRunner
			.withBean("second", OrderedListener.class,
					() -> new OrderedListener(2, (format, nanos, bytes) -> told.add("second " + format)))
			.withBean("first", OrderedListener.class, () -> new OrderedListener(1, (format, nanos, bytes) -> {
				told.add("first " + format);
				throw new IllegalStateException("own failure");
			}))
			.run((context) -> {
				new EndpointMetrics(context.getBean(PrometheusScrapeEndpoint.class),
						context.getBean(SharedScrapes.class))
					.render(List.of(), Set.of());
				assertThat(told).hasSize(2).first().asString().startsWith("first ");
				assertThat(told.get(1)).startsWith("second ");
				assertThat(context.getBean(MeterRegistry.class).get("monitor.metrics.scrape").timers())
					.anyMatch((timer) -> timer.count() == 1);
			});
	}

	@Test
	void ownEndpointWins() {
		this.contextRunner
			.withBean("own", PrometheusScrapeEndpoint.class,
					() -> new PrometheusScrapeEndpoint(new PrometheusRegistry(), null))
			.run((context) -> assertThat(context).doesNotHaveBean("prometheusScrapeEndpoint"));
	}

	@Test
	void endpointOfBootWins() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=prometheus")
			.run((context) -> assertThat(context).hasSingleBean(PrometheusScrapeEndpoint.class)
				.hasBean("prometheusEndpoint"));
	}

	@Test
	void listFromTheSystemEnvironmentIsAddedTo() {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "info"))))
			.run((context) -> {
				assertThat(context.getBean(WebEndpointProperties.class).getExposure().getInclude())
					.containsExactly("info", "prometheus");
				assertThat(scrapePath(context)).isEqualTo("/actuator/prometheus");
			});
	}

	@Test
	void withoutARegistryThereIsNoEndpoint() {
		this.contextRunner.withPropertyValues("management.prometheus.metrics.export.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(PrometheusScrapeEndpoint.class);
			assertThat(scrapePath(context)).isNull();
		});
	}

	@Test
	void propertiesReachTheRule() {
		this.contextRunner.withPropertyValues("monitor.metrics.tokens.prometheus.hash=" + HASH)
			.run((context) -> assertThat(rule(context)).isInstanceOf(TokenRule.class));
		this.contextRunner
			.withPropertyValues("monitor.metrics.access=tokens", "monitor.metrics.tokens.prometheus.hash=" + HASH,
					"monitor.metrics.tokens.prometheus.expires=2027-01-31T00:00:00+01:00")
			.run((context) -> assertThat(rule(context)).isInstanceOf(TokenRule.class));
		this.contextRunner.withPropertyValues("monitor.metrics.access=open")
			.run((context) -> assertThat(rule(context)).isSameAs(AccessRule.OPEN));
	}

	@ParameterizedTest
	@CsvSource({ "monitor.metrics.tokens.p.hash=my-own-secret,is not the SHA-256",
			"monitor.metrics.tokens.p.hash=,must be set because the token has neither a hash nor a file",
			"monitor.metrics.tokens.p.expires=2027-01-31T00:00:00Z,must be set because the token has neither a hash nor a file" })
	void unusableHashStopsTheStartAndIsNotShown(String property, String problem) {
		this.contextRunner.withPropertyValues(property).run((context) -> {
			InvalidPropertyException failure = failure(context);
			assertThat(failure.getProperty()).isEqualTo("monitor.metrics.tokens.p.hash");
			assertThat(failure).hasMessageContaining(problem).hasNoCause();
			assertThat(failure.analysis().getAction()).contains("openssl rand -hex 32", "sha256sum");
			assertThat(context.getStartupFailure()).hasStackTraceContaining("monitor.metrics.tokens.p.hash");
			assertThat(stackTrace(context)).doesNotContain("my-own-secret");
		});
	}

	@Test
	void tokenMayStandInAFile(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("token"), "random-".repeat(6) + "\n");
		this.contextRunner.withPropertyValues("monitor.metrics.tokens.p.file=" + file).run((context) -> {
			AccessRule rule = rule(context);
			assertThat(rule.decide(bearer("random-".repeat(6)))).isEqualTo(Decision.ADMITTED);
			Files.writeString(file, "another-".repeat(6));
			await().until(() -> rule.decide(bearer("another-".repeat(6))) == Decision.ADMITTED);
			assertThat(rule.decide(bearer("random-".repeat(6)))).isEqualTo(Decision.INVALID_TOKEN);
		});
	}

	@Test
	void tokenInAFileMayChangeEvenIfBeansAreLazy(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("token"), "random-".repeat(6));
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("monitor.metrics.tokens.p.file=" + file)
			.run((context) -> {
				AccessRule rule = rule(context);
				Files.writeString(file, "another-".repeat(6));
				await().until(() -> rule.decide(bearer("another-".repeat(6))) == Decision.ADMITTED);
			});
	}

	@Test
	void tokenInAFileExpiresToo(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("token"), "random-".repeat(6));
		this.contextRunner
			.withPropertyValues("monitor.metrics.tokens.p.file=" + file,
					"monitor.metrics.tokens.p.expires=2020-01-01T00:00:00Z")
			.run((context) -> assertThat(rule(context).decide(bearer("random-".repeat(6))))
				.isEqualTo(Decision.EXPIRED_TOKEN));
	}

	@ParameterizedTest
	@CsvSource({ "missing,cannot be read: NoSuchFileException", "empty,is empty", "word,less than 32 characters" })
	void unusableFileStopsTheStart(String name, String problem, @TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("empty"), "");
		Files.writeString(directory.resolve("word"), "my-own-secret");
		Path file = directory.resolve(name);
		this.contextRunner.withPropertyValues("monitor.metrics.tokens.p.file=" + file).run((context) -> {
			InvalidPropertyException failure = failure(context);
			assertThat(failure.getProperty()).isEqualTo("monitor.metrics.tokens.p.file");
			assertThat(failure).hasMessageContaining(problem).hasMessageContaining(file.toString());
			assertThat(failure.analysis().getAction()).contains("path of a file");
			assertThat(stackTrace(context)).doesNotContain("my-own-secret");
		});
	}

	@Test
	void fileBesideAHashStopsTheStart() {
		this.contextRunner
			.withPropertyValues("monitor.metrics.tokens.p.file=/some/file", "monitor.metrics.tokens.p.hash=" + HASH)
			.run((context) -> {
				InvalidPropertyException failure = failure(context);
				assertThat(failure.getProperty()).isEqualTo("monitor.metrics.tokens.p.file");
				assertThat(failure).hasMessageContaining("stands beside a hash");
				assertThat(failure.analysis().getAction()).contains("either the file or the hash");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "tomorrow", "2027-01-31", "2027-01-31T00:00:00", "2027-02-31T00:00:00Z" })
	void unusableExpiryStopsTheStart(String expires) {
		this.contextRunner
			.withPropertyValues("monitor.metrics.tokens.p.hash=" + HASH, "monitor.metrics.tokens.p.expires=" + expires)
			.run((context) -> {
				InvalidPropertyException failure = failure(context);
				assertThat(failure).hasMessageContaining("monitor.metrics.tokens.p.expires")
					.hasMessageContaining(expires);
				assertThat(failure.analysis().getAction()).contains("2027-01-31T00:00:00Z");
			});
	}

	@Test
	void accessByTokensWithoutATokenStopsTheStart() {
		this.contextRunner.withPropertyValues("monitor.metrics.access=tokens").run((context) -> {
			InvalidPropertyException failure = failure(context);
			assertThat(failure.getProperty()).isEqualTo("monitor.metrics.access");
			assertThat(failure.analysis().getAction()).contains("monitor.metrics.tokens.<name>.hash");
		});
	}

	@Test
	void unusableTokenStopsTheStartEvenIfNobodyIsAskedForIt() {
		this.contextRunner.withPropertyValues("monitor.metrics.access=open", "monitor.metrics.tokens.p.hash=x")
			.run((context) -> assertThat(failure(context).getProperty()).isEqualTo("monitor.metrics.tokens.p.hash"));
	}

	@Test
	void unknownAccessStopsTheStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> ScrapedApp.start("monitor.metrics.access=everyone"));
		assertThat(output).contains("Property 'monitor.metrics.access' with value 'everyone'")
			.contains("Set it to auto, tokens or open.");
	}

	private record OrderedListener(int getOrder, ScrapeListener listener) implements ScrapeListener, Ordered {

		@Override
		public void rendered(String format, long nanos, long bytes) {
			this.listener.rendered(format, nanos, bytes);
		}

	}

	private static AccessRequest bearer(String token) {
		return new AccessRequest("GET", new Caller("192.0.2.7", "192.0.2.1", "localhost", false, false),
				List.of("Bearer " + token));
	}

	private static @Nullable String scrapePath(ConfigurableApplicationContext context) {
		return context.getBean(PathMappedEndpoints.class).getPath(ScrapeExposure.ENDPOINT);
	}

	private static AccessRule rule(ApplicationContext context) {
		return Objects
			.requireNonNull((AccessRule) ReflectionTestUtils.getField(context.getBean(AccessGuard.class), "rule"));
	}

	private static void assertNothingOfOurs(ApplicationContextAssertProvider<?> context) {
		assertThat(context).doesNotHaveBean(AccessRule.class)
			.doesNotHaveBean(AccessGuard.class)
			.doesNotHaveBean(ScrapeMetrics.class)
			.doesNotHaveBean(ScrapeExposure.class)
			.doesNotHaveBean(ScrapeAdvisor.class)
			.doesNotHaveBean(ScrapeProperties.class)
			.doesNotHaveBean(ScrapeManagementContextConfiguration.class);
	}

	private static InvalidPropertyException failure(ApplicationContextAssertProvider<?> context) {
		Throwable failure = context.getStartupFailure();
		while (failure != null && !(failure instanceof FailureAnalyzedException)) {
			failure = failure.getCause();
		}
		assertThat(failure).isInstanceOf(InvalidPropertyException.class);
		return (InvalidPropertyException) failure;
	}

	private static String stackTrace(ApplicationContextAssertProvider<?> context) {
		StringWriter out = new StringWriter();
		Objects.requireNonNull(context.getStartupFailure()).printStackTrace(new PrintWriter(out));
		return out.toString();
	}

}
