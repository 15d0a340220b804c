package dev.monitor.scrape.autoconfigure;

import java.time.Duration;
import java.util.Map;

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
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;

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

	@ParameterizedTest
	@ValueSource(classes = { OwnEndpoint.class, LateEndpoint.class })
	void anEndpointOfTheApplicationsOwnIsServed(Class<?> endpoint) {
		this.runner.withUserConfiguration(endpoint)
			.withPropertyValues("monitor.metrics.access=open", "management.prometheus.metrics.export.enabled=false")
			.run((context) -> {
				MockServerHttpResponse response = answer(context);
				assertThat(response.getStatusCode()).isEqualTo(HttpStatus.OK);
				assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.TEXT_PLAIN);
				assertThat(response.getBodyAsString().block()).isEqualTo("mine 1");
			});
	}

	@Test
	void anExtensionOfTheEndpointIsServed() {
		this.runner.withUserConfiguration(Extension.class)
			.withPropertyValues("monitor.metrics.access=open")
			.run((context) -> assertThat(answer(context).getBodyAsString().block()).isEqualTo("extended 1"));
	}

	@Test
	void nobodyElseMayAskTheEndpoint() {
		this.runner.withPropertyValues("monitor.metrics.access=open").run((context) -> {
			assertThat(scrape(context)).isEqualTo(HttpStatus.OK);
			WebOperation operation = context.getBean(WebEndpointsSupplier.class)
				.getEndpoints()
				.stream()
				.filter((endpoint) -> endpoint.getEndpointId().equals(ScrapeExposure.ENDPOINT))
				.flatMap((endpoint) -> endpoint.getOperations().stream())
				.findFirst()
				.orElseThrow();
			assertThat(operation.invoke(new InvocationContext(SecurityContext.NONE, Map.of()))).isInstanceOfSatisfying(
					WebEndpointResponse.class, (refusal) -> assertThat(refusal.getStatus()).isEqualTo(404));
		});
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
		return answer(context).getStatusCode();
	}

	private static MockServerHttpResponse answer(ApplicationContext context) {
		MockServerWebExchange exchange = MockServerWebExchange
			.builder(MockServerHttpRequest.get("/actuator/prometheus"))
			.applicationContext(context)
			.build();
		context.getBean(ReactiveScrapeManagementContextConfiguration.class)
			.filter(exchange, (other) -> Mono.error(new AssertionError("not answered")))
			.block();
		return exchange.getResponse();
	}

	@Endpoint(id = "prometheus")
	static class OwnEndpoint {

		@ReadOperation(produces = "text/plain")
		String metrics() {
			return "mine 1";
		}

	}

	@Endpoint(id = "prometheus")
	static class LateEndpoint {

		@ReadOperation(produces = "text/plain")
		Mono<String> metrics() {
			return Mono.just("mine 1").delayElement(Duration.ofMillis(1));
		}

	}

	/**
	 * An operation of an extension takes the place of the one with the same path and
	 * types.
	 */
	@EndpointWebExtension(endpoint = PrometheusScrapeEndpoint.class)
	static class Extension {

		@ReadOperation(producesFrom = PrometheusOutputFormat.class)
		String metrics() {
			return "extended 1";
		}

	}

}
