package dev.monitor.sql.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.Unwanted;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.sql.ConnectionHolders;
import dev.monitor.sql.PoolStatus;
import dev.monitor.status.StatusRow;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who holds the connections of a pool, and who waits for one, in a running application.
 */
class HeldConnectionsServerTests {

	@Test
	void aPoolThatIsExhaustedLeadsToTheRequestThatHoldsItsConnection() throws Exception {
		try (ConfigurableApplicationContext app = start(WebApplicationType.SERVLET)) {
			Orders orders = app.getBean(Orders.class);
			CompletableFuture<HttpResponse<String>> held = get(app, "/orders/4711");
			orders.arrived.await();
			CompletableFuture<HttpResponse<String>> waiting = get(app, "/orders/4712");
			PoolStatus pools = app.getBean(PoolStatus.class);
			Awaitility.await()
				.untilAsserted(() -> assertThat(pools.section().rows()).singleElement()
					.satisfies((pool) -> assertThat(pool.numbers()).containsEntry("waiting", 1)));
			StatusRow pool = pools.section().rows().get(0);
			assertThat(pool.name()).isEqualTo("dataSource");
			assertThat(pool.numbers()).containsEntry("active", 1).containsEntry("idle", 0).containsEntry("max", 1);
			assertThat(Objects.requireNonNull(pool.numbers().get("longest_wait_seconds")).doubleValue())
				.isNotNegative();
			StatusRow connection = app.getBean(ConnectionHolders.class).section().rows().get(0);
			assertThat(connection.texts()).containsEntry("statement", "select");
			StatusRow request = app.getBean(RequestsInFlight.class).section().rows().get(0);
			assertThat(request.texts()).containsEntry("route", "/orders/{id}");
			assertThat(connection.texts()).containsEntry("request", request.name())
				.containsEntry("thread", request.texts().get("thread"));
			assertThat(connection.numbers()).containsEntry("thread_id", request.numbers().get("thread_id"));
			orders.leave.countDown();
			assertThat(held.get().statusCode()).isEqualTo(200);
			assertThat(waiting.get().statusCode()).isEqualTo(200);
			Awaitility.await().until(() -> app.getBean(ConnectionHolders.class).section().rows().isEmpty());
			assertThat(pools.section().rows().get(0).numbers()).containsEntry("waiting", 0)
				.containsEntry("longest_wait_seconds", 0.0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.dashboard.enabled=false", "monitor.enabled=false" })
	void offLeavesNothingBehind(String property) {
		try (ConfigurableApplicationContext app = start(WebApplicationType.NONE, "--" + property)) {
			assertThat(app.getBeanProvider(ConnectionHolders.class).stream()).isEmpty();
			assertThat(app.getBeanProvider(PoolStatus.class).stream()).isEmpty();
		}
	}

	@Test
	void withoutRequestsConnectionsAreHeldToo() throws SQLException {
		try (ConfigurableApplicationContext app = start(WebApplicationType.NONE);
				Connection connection = app.getBean(DataSource.class).getConnection()) {
			assertThat(connection.isClosed()).isFalse();
			assertThat(app.getBean(ConnectionHolders.class).section().rows()).singleElement()
				.satisfies((row) -> assertThat(row.texts()).containsEntry("request", ""));
		}
	}

	private static CompletableFuture<HttpResponse<String>> get(ConfigurableApplicationContext app, String path) {
		String port = app.getEnvironment().getProperty("local.server.port");
		return HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
					BodyHandlers.ofString());
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, String... arguments) {
		return new SpringApplicationBuilder(App.class).web(type)
			.properties(Map.of("server.port", "0", "server.address", "127.0.0.1", "spring.main.banner-mode", "off",
					"spring.datasource.url", "jdbc:h2:mem:held", "spring.datasource.hikari.maximum-pool-size", "1",
					"management.metrics.use-global-registry", "false", "monitor.warmup.enabled", "false",
					"monitor.database.sampling.enabled", "false", "monitor.concurrency.enabled", "false"))
			.run(Stream
				.concat(Stream.of("--" + Unwanted.property(Unwanted.JETTY, Unwanted.SECURITY)), Stream.of(arguments))
				.toArray(String[]::new));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Orders.class)
	static class App {

	}

	@RestController
	static class Orders {

		final CountDownLatch arrived = new CountDownLatch(1);

		final CountDownLatch leave = new CountDownLatch(1);

		private final DataSource dataSource;

		Orders(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		@GetMapping("/orders/{id}")
		String order(@PathVariable int id) throws SQLException, InterruptedException {
			try (Connection connection = this.dataSource.getConnection()) {
				connection.createStatement().execute("select " + id);
				this.arrived.countDown();
				this.leave.await();
				return "ordered";
			}
		}

	}

}
