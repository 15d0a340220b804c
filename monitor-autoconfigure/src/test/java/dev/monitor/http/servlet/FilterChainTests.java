package dev.monitor.http.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.monitor.Unwanted;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.logging.EventLines;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the order of all filters, see {@link FilterOrder}, in real servers with
 * Spring Boot's own filters around them.
 */
class FilterChainTests {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@Test
	void noTwoFiltersShareAPlace() {
		assertThat(FilterOrder.values()).extracting(FilterOrder::value).doesNotHaveDuplicates().isSorted();
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "JETTY" })
	void aRejectedRequestIsLoggedAsAServedOne(Unwanted other) throws Exception {
		try (ConfigurableApplicationContext app = start(other, "monitor.concurrency.max-requests=1",
				"monitor.concurrency.max-waiting=0", "server.forward-headers-strategy=framework",
				"server.servlet.context-path=/app"); EventLines events = new EventLines("http")) {
			CompletableFuture<HttpResponse<Void>> held = this.client
				.sendAsync(request(app, "/app/held", "203.0.113.7:1"), BodyHandlers.discarding());
			Orders orders = app.getBean(Orders.class);
			orders.arrived.await();
			assertThat(status(app, "/app/other", "203.0.113.8:5678")).isEqualTo(503);
			assertThat(status(app, "/app/readyz", "203.0.113.9")).isIn(200, 503);
			orders.leave.countDown();
			assertThat(held.get().statusCode()).isEqualTo(200);
			Awaitility.await().until(() -> events.all().size() == 2);
			assertThat(events.all())
				.anySatisfy((event) -> assertThat(event).containsEntry("url", "/app/other")
					.containsEntry("httpStatus", "503")
					.containsEntry("remoteAddr", "203.0.113.8")
					.containsEntry("traceId", "trace of /app/other")
					.containsEntry("spanId", "span"))
				.anySatisfy((event) -> assertThat(event).containsEntry("url", "/app/held")
					.containsEntry("httpStatus", "200")
					.containsEntry("remoteAddr", "203.0.113.7")
					.containsEntry("traceId", "trace of /app/held")
					.containsEntry("spanId", "span"));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "JETTY" })
	void ownPathsAreNeitherLimitedNorLoggedWhereverTheyAre(Unwanted other) throws Exception {
		try (ConfigurableApplicationContext app = start(other, "monitor.concurrency.max-requests=1",
				"monitor.concurrency.max-waiting=0", "server.servlet.context-path=/app", "spring.mvc.servlet.path=/mvc",
				"monitor.health.path=/lb", "server.servlet.register-default-servlet=true");
				EventLines events = new EventLines("http")) {
			CompletableFuture<HttpResponse<Void>> held = this.client
				.sendAsync(request(app, "/app/mvc/held", "203.0.113.7"), BodyHandlers.discarding());
			Orders orders = app.getBean(Orders.class);
			orders.arrived.await();
			for (String path : List.of("/app/lb", "/app/readyz", "/app/livez", "/app/mvc/actuator")) {
				assertThat(status(app, path, "203.0.113.7")).as(path).isEqualTo(200);
			}
			orders.leave.countDown();
			held.get();
			// the client may have the response before the permit is back
			ConcurrencyLimit limit = app.getBean(ConcurrencyLimit.class);
			Awaitility.await().until(() -> limit.limiter().active() == 0);
			assertThat(status(app, "/app/health", "203.0.113.7")).isEqualTo(404);
			Awaitility.await().until(() -> events.all().size() >= 2);
			assertThat(events.all()).extracting((event) -> event.get("url"))
				.containsExactlyInAnyOrder("/app/mvc/held", "/app/health");
		}
	}

	private int status(ConfigurableApplicationContext app, String path, String client) throws Exception {
		return this.client.send(request(app, path, client), BodyHandlers.discarding()).statusCode();
	}

	private static HttpRequest request(ConfigurableApplicationContext app, String path, String client) {
		String port = app.getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.header("X-Forwarded-For", client)
			.build();
	}

	private static ConfigurableApplicationContext start(Unwanted other, String... properties) {
		Unwanted unwanted = (other == Unwanted.TOMCAT) ? Unwanted.JETTY : Unwanted.TOMCAT;
		String exclusion = Unwanted.property(unwanted, Unwanted.SECURITY);
		String[] arguments = Stream.concat(Stream.of(exclusion), Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new SpringApplicationBuilder(App.class).properties(Map.of("server.port", "0", "server.address",
				"127.0.0.1", "spring.main.banner-mode", "off", "monitor.warmup.enabled", "false",
				"monitor.dependency.enabled", "false", "management.metrics.use-global-registry", "false"))
			.run(arguments);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

		@Bean
		Orders orders() {
			return new Orders();
		}

		/**
		 * Does what a tracer does: its ids are in the MDC as long as the observation's
		 * scope is open.
		 */
		@Bean
		ObservationHandler<ServerRequestObservationContext> tracer() {
			return new ObservationHandler<>() {

				@Override
				public void onScopeOpened(ServerRequestObservationContext context) {
					MDC.put("traceId", "trace of " + Objects.requireNonNull(context.getCarrier()).getRequestURI());
					MDC.put("spanId", "span");
				}

				@Override
				public void onScopeClosed(ServerRequestObservationContext context) {
					MDC.clear();
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return context instanceof ServerRequestObservationContext;
				}

			};
		}

	}

	@RestController
	static class Orders {

		final CountDownLatch arrived = new CountDownLatch(1);

		final CountDownLatch leave = new CountDownLatch(1);

		@GetMapping("/held")
		String held() throws InterruptedException {
			this.arrived.countDown();
			this.leave.await();
			return "";
		}

	}

}
