package dev.monitor.scrape.autoconfigure;

import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.AccessRule;
import dev.monitor.guard.ResourceServerTokens;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.scrape.actuate.ScrapeExposure;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guard in reactive applications.
 */
class ReactiveScrapeTests {

	private static final AutoConfigurations DOORS = AutoConfigurations.of(ScrapeAutoConfiguration.class,
			ScrapeOffAutoConfiguration.class, ScrapeSecurityAutoConfiguration.class, MetricsAutoConfiguration.class,
			PrometheusMetricsExportAutoConfiguration.class, EndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class);

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(DOORS)
		.withPropertyValues("server.port=8080");

	@Test
	void exposesTheEndpointAndPutsTheGuardInFrontOfIt() {
		this.runner.run((context) -> {
			assertThat(ScrapeExposure.path(context.getBean(PathMappedEndpoints.class)))
				.isEqualTo("/actuator/prometheus");
			assertThat(context.getBean(ReactiveScrapeManagementContextConfiguration.class).getOrder())
				.isEqualTo(Ordered.HIGHEST_PRECEDENCE + 10);
			assertThat(context).doesNotHaveBean(ScrapeManagementContextConfiguration.class);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.metrics.enabled=false", "monitor.enabled=false" })
	void switchedOffItLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(AccessGuard.class)
				.doesNotHaveBean(ReactiveScrapeManagementContextConfiguration.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { PrometheusMeterRegistry.class, PrometheusScrapeEndpoint.class })
	void withoutAnOptionalClassThereIsNothing(Class<?> absent) {
		this.runner.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(AccessGuard.class)
				.doesNotHaveBean(ReactiveScrapeManagementContextConfiguration.class));
	}

	@Test
	void otherApplicationsHaveTheirOwn() {
		new WebApplicationContextRunner().withConfiguration(DOORS)
			.run((context) -> assertThat(context).doesNotHaveBean(ReactiveScrapeManagementContextConfiguration.class));
	}

	@Test
	void anUnusablePropertyStopsTheStart() {
		this.runner.withPropertyValues("monitor.metrics.access=tokens")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class));
	}

	@Test
	void theRuleOfTheUserWinsAndIsAsked() {
		this.runner.withBean(AccessRule.class, () -> AccessRule.OPEN)
			.run((context) -> assertThat(scrape(context)).isEqualTo(HttpStatus.OK));
		this.runner.run((context) -> assertThat(scrape(context)).isEqualTo(HttpStatus.UNAUTHORIZED));
	}

	@Test
	void withAListenerThisPortServesNothing() {
		this.runner.withPropertyValues("monitor.metrics.listen-address=127.0.0.1:0", "monitor.metrics.access=open")
			.run((context) -> {
				assertThat(context).hasBean("monitorScrapeListener");
				assertThat(scrape(context)).isEqualTo(HttpStatus.NOT_FOUND);
			});
	}

	@Test
	void tokensOfTheResourceServerAreAskedAbout() {
		this.runner.withBean(ReactiveJwtDecoder.class, () -> (token) -> Mono.error(new BadJwtException("no")))
			.run((context) -> assertThat(context.getBean(ResourceServerTokens.class).decide("a"))
				.hasToString("INVALID_TOKEN"));
		this.runner
			.withBean(ReactiveOpaqueTokenIntrospector.class,
					() -> (token) -> Mono.error(new IllegalStateException("down")))
			.run((context) -> assertThat(context.getBean(ResourceServerTokens.class).decide("a"))
				.hasToString("UNVERIFIABLE"));
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ResourceServerTokens.class));
	}

	private static @Nullable HttpStatusCode scrape(ApplicationContext context) {
		ServerWebExchange exchange = MockServerWebExchange.builder(MockServerHttpRequest.get("/actuator/prometheus"))
			.applicationContext(context)
			.build();
		context.getBean(ReactiveScrapeManagementContextConfiguration.class)
			.filter(exchange, (other) -> Mono.error(new AssertionError("not answered")))
			.block();
		return exchange.getResponse().getStatusCode();
	}

}
