package dev.monitor.health.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.monitor.CapturedLog;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.PathResponder;
import io.micrometer.observation.ObservationPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health in reactive applications, and what the application itself has at its paths.
 */
class GateWebFilterTests {

	private static final AutoConfigurations DOORS = AutoConfigurations.of(HealthAutoConfiguration.class,
			ApplicationAvailabilityAutoConfiguration.class);

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(DOORS);

	@Test
	void theFilterComesFirstAndKnowsItsPaths() {
		this.runner.withPropertyValues("monitor.health.path=/lb").run((context) -> {
			GateWebFilter filter = context.getBean(GateWebFilter.class);
			assertThat(filter.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(filter.paths()).containsExactlyInAnyOrder("/lb", "/readyz", "/livez");
			assertThat(context.getBean(OwnPaths.class).contain("/lb")).isTrue();
			assertThat(context.getBean(OwnPaths.class).contain("/health")).isFalse();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.health.enabled=false",
			"monitor.health.listen-address=127.0.0.1:0" })
	void offLeavesNothingOnTheMainPort(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WebFilter.class)
				.doesNotHaveBean(OwnPaths.class)
				.doesNotHaveBean(ReplacedRoutes.class));
	}

	/**
	 * As with servlets, where the filter stands before the one that observes.
	 */
	@Test
	void probesAreNotObservedWithoutMetricsEither() {
		this.runner.withPropertyValues("monitor.metrics.enabled=false", "monitor.health.path=/lb").run((context) -> {
			ObservationPredicate predicate = context.getBean(ObservationPredicate.class);
			assertThat(predicate.test("http.server.requests", observed("/lb"))).isFalse();
			assertThat(predicate.test("http.server.requests", observed("/health"))).isTrue();
		});
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ObservationPredicate.class));
	}

	private static ServerRequestObservationContext observed(String path) {
		return new ServerRequestObservationContext(MockServerHttpRequest.get(path).build(),
				new MockServerHttpResponse(), Map.of());
	}

	@Test
	void otherApplicationsHaveNoSuchFilter() {
		this.runner.withClassLoader(new FilteredClassLoader(WebFilter.class, Mono.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(GateWebFilter.class));
		new WebApplicationContextRunner().withConfiguration(DOORS)
			.run((context) -> assertThat(context).doesNotHaveBean(GateWebFilter.class));
		new ApplicationContextRunner().withConfiguration(DOORS)
			.run((context) -> assertThat(context).doesNotHaveBean(GateWebFilter.class));
	}

	@Test
	void answersOfTheUserWin() {
		PathResponder own = new PathResponder(Map.of());
		this.runner.withBean(PathResponder.class, () -> own)
			.run((context) -> assertThat(context.getBean(PathResponder.class)).isSameAs(own));
	}

	@Test
	void aMockEnvironmentIsAnsweredToo() {
		this.runner.withConfiguration(AutoConfigurations.of(WebFluxAutoConfiguration.class))
			.run((context) -> WebTestClient.bindToApplicationContext(context)
				.build()
				.get()
				.uri("/readyz")
				.exchange()
				.expectStatus()
				.isEqualTo(503)
				.expectBody(String.class)
				.isEqualTo("{\"status\":\"DOWN\",\"gate\":\"startup\"}"));
	}

	@Test
	void whatTheApplicationHasThereIsNamedInOneWarning() {
		try (CapturedLog log = new CapturedLog(ReplacedHandlers.class.getName())) {
			this.runner
				.withConfiguration(
						AutoConfigurations.of(WebFluxAutoConfiguration.class, HttpHandlerAutoConfiguration.class))
				.withUserConfiguration(ReplacedApplication.class)
				.run((context) -> {
					List<String> lines = new ArrayList<>(log.lines());
					assertThat(lines).singleElement()
						.asString()
						.contains("/health in place of " + Own.class.getName() + "#health()",
								"/readyz in place of route to ", "monitor.health.path")
						.doesNotContain("/livez in");
				});
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class ReplacedApplication {

		@Bean
		Own controller() {
			return new Own();
		}

		@Bean
		RouterFunction<ServerResponse> route() {
			return RouterFunctions.route().GET("/readyz", (request) -> ServerResponse.ok().bodyValue("own")).build();
		}

	}

	@RestController
	static class Own {

		@GetMapping("/health")
		Mono<String> health() {
			return Mono.just("own");
		}

		@GetMapping("/{page}")
		Mono<String> page() {
			return Mono.just("page");
		}

	}

}
