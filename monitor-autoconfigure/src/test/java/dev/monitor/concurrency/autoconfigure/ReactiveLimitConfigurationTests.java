package dev.monitor.concurrency.autoconfigure;

import java.util.List;

import dev.monitor.CapturedLog;
import dev.monitor.concurrency.AdmissionRules;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.DeadlineHeader;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.Streaming;
import dev.monitor.concurrency.actuate.ConcurrencyEndpoint;
import dev.monitor.concurrency.metrics.ConcurrencyMetrics;
import dev.monitor.concurrency.reactive.ConcurrencyLimitWebFilter;
import dev.monitor.concurrency.reactive.CorsHeaders;
import dev.monitor.concurrency.reactive.Exclusions;
import dev.monitor.concurrency.reactive.PacedHttpHandler;
import dev.monitor.concurrency.reactive.Rejections;
import dev.monitor.gate.Gate;
import dev.monitor.http.servlet.FilterOrder;
import dev.monitor.property.InvalidPropertyException;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.Filter;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConcurrencyAutoConfiguration} in reactive applications.
 */
class ReactiveLimitConfigurationTests {

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConcurrencyAutoConfiguration.class));

	@Test
	void limitsRequestsByOneFilterInItsPlace() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=concurrency").run((context) -> {
			assertThat(context).hasSingleBean(ConcurrencyLimit.class)
				.hasSingleBean(ConcurrencyMetrics.class)
				.hasSingleBean(ConcurrencyEndpoint.class)
				.hasSingleBean(Gate.class);
			assertThat(context.getBean(WebFilter.class)).isInstanceOfSatisfying(ConcurrencyLimitWebFilter.class,
					(filter) -> assertThat(filter.getOrder()).isEqualTo(FilterOrder.CONCURRENCY.value()));
		});
	}

	@Test
	void theLineAtTheStartSaysThatThreadsSetNoBound() {
		int processors = Runtime.getRuntime().availableProcessors();
		try (CapturedLog log = new CapturedLog(ConcurrencyLifecycle.class)) {
			this.runner.run((context) -> assertThat(context.getBean(ConcurrencyLimit.class).limiter().limit())
				.isEqualTo(25 * processors));
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("INFO Limiting requests in flight, not threads: max-requests=%d (25 x %d processors)"
					.formatted(25 * processors, processors));
		}
		try (CapturedLog log = new CapturedLog(ConcurrencyLifecycle.class)) {
			this.runner.withPropertyValues("monitor.concurrency.suspended=release")
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.lines()).last().asString().startsWith("WARN monitor.concurrency.suspended=release");
		}
	}

	@Test
	void canBeSwitchedOff() {
		for (String property : new String[] { "monitor.concurrency.enabled=false", "monitor.enabled=false" }) {
			this.runner.withPropertyValues(property)
				.run((context) -> assertThat(context).doesNotHaveBean(ConcurrencyLimit.class)
					.doesNotHaveBean(WebFilter.class)
					.doesNotHaveBean(HttpHandlerDecoratorFactory.class)
					.doesNotHaveBean(WebServerFactoryCustomizer.class));
		}
	}

	@Test
	void bodiesAreMeasuredUnlessThePropertiesSayOtherwise() {
		HttpHandler handler = (request, response) -> Mono.empty();
		this.runner.run((context) -> assertThat(context.getBean(HttpHandlerDecoratorFactory.class).apply(handler))
			.isInstanceOf(PacedHttpHandler.class));
		for (String property : new String[] { "monitor.concurrency.slow-body.min-rate=0",
				"monitor.concurrency.mode=observe" }) {
			this.runner.withPropertyValues(property)
				.run((context) -> assertThat(context.getBean(HttpHandlerDecoratorFactory.class).apply(handler))
					.isSameAs(handler));
		}
	}

	@Test
	void aMockEnvironmentHasBodiesToo() {
		this.runner.withConfiguration(AutoConfigurations.of(WebFluxAutoConfiguration.class))
			.withBean(Echo.class)
			.run((context) -> WebTestClient.bindToApplicationContext(context)
				.build()
				.post()
				.uri("/echo")
				.bodyValue("some")
				.exchange()
				.expectBody(String.class)
				.isEqualTo("some"));
	}

	@Test
	void worksWithoutTheLibrariesThatAreOptional() {
		this.runner
			.withClassLoader(new FilteredClassLoader(MeterBinder.class, Filter.class, HttpServerRequest.class,
					Tomcat.class, Server.class))
			.run((context) -> assertThat(context).hasSingleBean(ConcurrencyLimitWebFilter.class)
				.doesNotHaveBean(ConcurrencyMetrics.class));
	}

	@Test
	void staysOutOfOtherApplications() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ConcurrencyAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConcurrencyLimitWebFilter.class));
	}

	@Test
	void filterOfTheUserWins() {
		this.runner.withUserConfiguration(OwnFilter.class)
			.run((context) -> assertThat(context).hasSingleBean(ConcurrencyLimitWebFilter.class).hasBean("ownFilter"));
	}

	@Test
	void propertiesReachTheFilter() {
		this.runner
			.withPropertyValues("monitor.concurrency.max-requests=1", "monitor.concurrency.max-waiting=0",
					"monitor.concurrency.exclude=/free", "monitor.concurrency.reject.status=429",
					"monitor.concurrency.deadline-header=X-Left")
			.withBean(CorsConfigurationSource.class, ReactiveLimitConfigurationTests::cors)
			.run((context) -> {
				assertThat(status(context, get("/").header("X-Left", "0"))).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
				assertThat(status(context, get("/"))).isNull();
				assertThat(context.getBean(ConcurrencyLimit.class).limiter().tryAcquire()).isTrue();
				assertThat(status(context, get("/free"))).isNull();
				MockServerWebExchange exchange = exchange(context, get("/").header("Origin", "http://a.example"));
				assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
				assertThat(exchange.getResponse().getHeaders().getAccessControlAllowOrigin())
					.isEqualTo("http://a.example");
				assertThat(exchange.getResponse().getHeaders().getAccessControlExposeHeaders())
					.containsExactly("X-Page", "Retry-After");
				assertThat(exchange(context, get("/").header("Origin", "http://b.example")).getResponse()
					.getHeaders()
					.getAccessControlAllowOrigin()).isNull();
			});
	}

	@Test
	void observingRejectsNobody() {
		this.runner
			.withPropertyValues("monitor.concurrency.mode=observe", "monitor.concurrency.max-requests=1",
					"monitor.concurrency.max-waiting=0")
			.run((context) -> {
				ConcurrencyLimit limit = context.getBean(ConcurrencyLimit.class);
				assertThat(limit.mode()).isEqualTo(Mode.OBSERVE);
				assertThat(limit.limiter().tryAcquire()).isTrue();
				assertThat(status(context, get("/"))).isNull();
				assertThat(limit.limiter().active()).isEqualTo(1);
				assertThat(context).doesNotHaveBean(Gate.class);
			});
	}

	@Test
	void badPatternStopsTheStart() {
		this.runner.withPropertyValues("monitor.concurrency.exclude=free")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class));
	}

	@Test
	void stoppingLetsNobodyWait() {
		this.runner.withPropertyValues("monitor.concurrency.max-requests=1").run((context) -> {
			ConcurrencyLimit limit = context.getBean(ConcurrencyLimit.class);
			assertThat(limit.limiter().tryAcquire()).isTrue();
			context.close();
			assertThat(limit.limiter().acquire(Long.MAX_VALUE)).hasToString("SHUTDOWN");
		});
	}

	private static CorsConfigurationSource cors() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.addAllowedOrigin("http://a.example");
		configuration.addExposedHeader("X-Page");
		configuration.addAllowedMethod("GET");
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/**", configuration);
		return source;
	}

	private static MockServerHttpRequest.BaseBuilder<?> get(String path) {
		return MockServerHttpRequest.get("http://localhost" + path);
	}

	private static @Nullable Object status(ApplicationContext context, MockServerHttpRequest.BaseBuilder<?> request) {
		return exchange(context, request).getResponse().getStatusCode();
	}

	private static MockServerWebExchange exchange(ApplicationContext context,
			MockServerHttpRequest.BaseBuilder<?> request) {
		ConcurrencyLimitWebFilter filter = context.getBean(ConcurrencyLimitWebFilter.class);
		MockServerWebExchange exchange = MockServerWebExchange.builder(request).applicationContext(context).build();
		filter.filter(exchange, (served) -> Mono.empty()).block();
		return exchange;
	}

	@RestController
	static class Echo {

		@PostMapping("/echo")
		Mono<String> echo(@RequestBody Mono<String> body) {
			return body;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFilter {

		@Bean
		ConcurrencyLimitWebFilter ownFilter(ConcurrencyLimit limit) {
			return new ConcurrencyLimitWebFilter(new Exclusions((path) -> true, null),
					new AdmissionRules(limit, new DeadlineHeader(null)),
					new Rejections(FrontSettings.answers(limit, new ConcurrencyProperties.Reject()),
							new CorsHeaders(List::of, List::of)),
					Streaming.HOLD, List.of(), (request, name, value) -> false);
		}

	}

}
