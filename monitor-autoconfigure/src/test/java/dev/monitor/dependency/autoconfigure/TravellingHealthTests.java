package dev.monitor.dependency.autoconfigure;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.stream.Stream;

import dev.monitor.CapturedLog;
import dev.monitor.dependency.CircularWait;
import dev.monitor.gate.SwitchGate;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two applications over real sockets, of which one needs the other.
 */
class TravellingHealthTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void illHealthTravelsUpAndBack() throws IOException, InterruptedException {
		try (ConfigurableApplicationContext stock = run();
				ConfigurableApplicationContext orders = run("--monitor.dependencies.stock.url=" + health(stock),
						"--monitor.dependencies.stock.interval=1s", "--monitor.dependencies.stock.down-interval=50ms",
						"--monitor.dependencies.stock.failure-threshold=2")) {
			await().untilAsserted(() -> assertThat(get(orders).statusCode()).isEqualTo(200));
			stock.getBean("valve", SwitchGate.class).close("Valve is shut");
			await().untilAsserted(() -> {
				HttpResponse<String> response = get(orders);
				assertThat(response.statusCode()).isEqualTo(503);
				assertThat(response.body()).contains("dependencies",
						"Dependency 'stock' down: HTTP 503, its gate 'valve' is closed");
			});
			stock.getBean("valve", SwitchGate.class).open();
			await().untilAsserted(() -> assertThat(get(orders).statusCode()).isEqualTo(200));
		}
	}

	@Test
	void whoeverWaitsForOneThatWaitsIsToldThatTheyMayWaitForEachOther() throws IOException, InterruptedException {
		String[] often = { "--monitor.dependency-defaults.interval=1s",
				"--monitor.dependency-defaults.down-interval=50ms" };
		String later = String.valueOf(freePort());
		try (CapturedLog log = new CapturedLog(CircularWait.class);
				ConfigurableApplicationContext orders = run(
						with(often, "--monitor.dependencies.stock.url=http://localhost:" + later + "/health"));
				ConfigurableApplicationContext stock = run(
						with(often, "--server.port=" + later, "--monitor.dependencies.orders.url=" + health(orders)))) {
			await().untilAsserted(() -> assertThat(log.lines())
				.anyMatch((line) -> line.startsWith("WARN Dependency 'stock' has not been up since the start: "
						+ "HTTP 503, its gate 'dependencies' is closed. If it requires this application in turn"))
				.anyMatch((line) -> line.startsWith("WARN Dependency 'orders' has not been up since the start: ")));
			assertThat(log.lines()).hasSize(2);
			assertThat(get(orders).statusCode()).isEqualTo(503);
			assertThat(get(stock).statusCode()).isEqualTo(503);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static String[] with(String[] some, String... more) {
		return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
	}

	private HttpResponse<String> get(ConfigurableApplicationContext application)
			throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create(health(application))).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private static String health(ConfigurableApplicationContext application) {
		return "http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port") + "/health";
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(Application.class).properties("server.port=0").run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SwitchGate valve() {
			return SwitchGate.opened("valve", Clock.systemUTC());
		}

	}

}
