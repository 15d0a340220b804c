package dev.monitor.http.reactive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.monitor.ReactiveServer;
import dev.monitor.dashboard.DashboardApp;
import dev.monitor.dashboard.DashboardApp.Answer;
import dev.monitor.gate.SwitchGate;
import dev.monitor.http.RequestsInFlight;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The essentials on each server, whatever it believes of proxies.
 */
class ReactiveServersTests {

	private static final String METRICS = "/actuator/prometheus";

	private static final String DATA = "/actuator/dashboard/data/now";

	@ParameterizedTest
	@CsvSource({ "NETTY,native", "NETTY,framework", "TOMCAT,native", "JETTY,framework" })
	void theCallerIsTheOneAtTheOtherEnd(ReactiveServer server, String strategy) throws IOException {
		try (DashboardApp app = DashboardApp.start(ReactiveApplication.class, server
			.with("server.forward-headers-strategy=" + strategy, "spring.lifecycle.timeout-per-shutdown-phase=1s"))) {
			SoftAssertions softly = new SoftAssertions();
			app.context().getBean(SwitchGate.class).close("on purpose");
			int port = app.port("server");
			String key = "Authorization: Bearer " + app.key();
			Answer own = app.send(port, "GET", "/health");
			softly.assertThat(own.status()).isEqualTo(503);
			softly.assertThat(own.body()).contains("on purpose");
			softly.assertThat(app.send(port, "GET", "/health;a=b").status()).isEqualTo(503);
			softly.assertThat(app.send(port, "HEAD", "/readyz").body()).isEmpty();
			softly.assertThat(app.send(port, "GET", "/livez").body()).isEqualTo("{\"status\":\"UP\"}");
			softly.assertThat(app.send(port, "GET", METRICS).body()).contains("# TYPE");
			softly.assertThat(app.send(port, "GET", DATA, key).body()).contains("sections");
			softly.assertThat(app.send(port, "GET", "http://evil.example" + METRICS).status()).isIn(400, 401);
			for (String header : List.of("X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: 203.0.113.7",
					"Forwarded: for=127.0.0.1", "X-Forwarded-Proto: https", "X-Forwarded-Host: localhost")) {
				softly.assertThat(app.send(port, "GET", "/health", header).body())
					.as(header)
					.contains("\"mine\"")
					.doesNotContain("on purpose");
				softly.assertThat(app.send(port, "GET", METRICS, header).status()).as(header).isEqualTo(401);
				softly.assertThat(app.send(port, "GET", DATA, key, header).status()).as(header).isEqualTo(401);
			}
			softly.assertAll();
			abandon(port, app.context().getBean(RequestsInFlight.class));
			app.context().getBean(ReactiveApplication.Handlers.class).released.tryEmitEmpty();
			await().untilAsserted(() -> assertThat(app.context().getBean(RequestsInFlight.class).section().numbers())
				.extractingByKey("requests")
				.asString()
				.isEqualTo("0"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "NETTY", "TOMCAT", "JETTY" })
	void aManagementPortHasMetricsAndDashboardAndTheOtherTheThreePaths(ReactiveServer server) throws IOException {
		try (DashboardApp app = DashboardApp.start(ReactiveApplication.class,
				server.with("management.server.port=0", "management.server.address=127.0.0.1",
						"management.server.base-path=/admin", "spring.webflux.base-path=/shop"))) {
			SoftAssertions softly = new SoftAssertions();
			String key = "Authorization: Bearer " + app.key();
			int port = app.port("server");
			int management = app.port("management");
			softly.assertThat(app.address()).contains(":" + management + "/admin/actuator/dashboard/");
			softly.assertThat(app.send(management, "GET", "/admin" + METRICS).body()).contains("# TYPE");
			softly.assertThat(app.send(management, "GET", "/admin" + METRICS, "Via: 1.1 a").status()).isEqualTo(401);
			softly.assertThat(app.send(management, "GET", "/admin" + DATA, key).body()).contains("sections");
			softly.assertThat(app.send(management, "GET", "/admin" + DATA).status()).isEqualTo(401);
			softly.assertThat(app.send(management, "GET", "/admin/actuator/health").status()).isEqualTo(200);
			softly.assertThat(app.send(management, "GET", "/admin/health").status()).isEqualTo(404);
			for (String path : List.of("/health", "/readyz", "/livez")) {
				softly.assertThat(app.send(port, "GET", "/shop" + path).status()).isEqualTo(200);
			}
			for (String path : List.of(METRICS, DATA)) {
				softly.assertThat(app.send(port, "GET", "/shop" + path, key).status()).as(path).isEqualTo(404);
			}
			softly.assertAll();
		}
	}

	private static void abandon(int port, RequestsInFlight inFlight) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.getOutputStream()
				.write("GET /slow/1 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			await().untilAsserted(() -> assertThat(inFlight.section().numbers()).extractingByKey("requests")
				.asString()
				.isEqualTo("1"));
			socket.setSoLinger(true, 0);
		}
	}

}
