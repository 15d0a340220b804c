package dev.monitor.http.reactive;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.ReactiveServer;
import dev.monitor.dashboard.DashboardApp;
import dev.monitor.dashboard.DashboardApp.Answer;
import dev.monitor.gate.SwitchGate;
import dev.monitor.http.RequestInFlight;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a reactive application answers on Reactor Netty, below a base path.
 */
class ReactiveFrontTests {

	private static final String TRUSTED = "X-Mine";

	private static DashboardApp app;

	private static SwitchGate gate;

	@BeforeAll
	static void start() {
		app = DashboardApp.start(TrustingApplication.class,
				ReactiveServer.NETTY.with("spring.webflux.base-path=/shop", "monitor.warmup.enabled=true",
						"monitor.warmup.requests[0].path=/orders/1", "monitor.warmup.requests[0].count=3"));
		gate = app.context().getBean(SwitchGate.class);
		await().untilAsserted(() -> assertThat(ask("GET", "/shop/readyz").status()).isEqualTo(200));
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/health", "/readyz", "/livez" })
	void theThreePathsAnswerEachMethod(String path) throws IOException {
		Answer up = ask("GET", "/shop" + path);
		assertThat(up.status()).isEqualTo(200);
		assertThat(up.body()).isEqualTo("{\"status\":\"UP\"}");
		assertThat(up.header("Cache-Control")).containsExactly("no-store");
		assertThat(up.header("Content-Type")).containsExactly("application/json");
		assertThat(ask("OPTIONS", "/shop" + path).body()).isEqualTo(up.body());
		Answer head = ask("HEAD", "/shop" + path);
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(head.header("Content-Length")).isEqualTo(up.header("Content-Length"));
		for (String method : List.of("POST", "DELETE", "BREW")) {
			Answer refused = ask(method, "/shop" + path);
			assertThat(refused.status()).as(method).isEqualTo(405);
			assertThat(refused.header("Allow")).as(method).containsExactly("GET, HEAD, OPTIONS");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/shop/health;a=b,200", "/shop/%68ealth,200", "/shop/health?a=b,200", "/shop/health/,404",
			"//shop/health,404", "/shop//health,404", "/shop/./health,404", "/shop/x/../health,404", "/health,404",
			"/shop/health/more,404", "/shop/health%2F,404", "/shop/HEALTH,404" })
	void aPathIsComparedAsWebFluxDoes(String target, int status) throws IOException {
		assertThat(ask("GET", target).status()).isEqualTo(status);
	}

	@Test
	void aClosedGateIsSeenAndItsReasonByCallersOnThisMachineOnly() throws IOException {
		gate.close("on purpose");
		try {
			Answer down = ask("GET", "/shop/health");
			assertThat(down.status()).isEqualTo(503);
			assertThat(down.body()).isEqualTo("{\"status\":\"DOWN\",\"gate\":\"mine\",\"reason\":\"on purpose\"}");
			assertThat(ask("GET", "/shop/livez").status()).isEqualTo(200);
			for (String header : List.of("X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "Via: 1.1 a",
					"x-real_ip: ::1", TRUSTED + ": yes", "Host: shop.example", "Origin: https://evil.example",
					"Sec-Fetch-Site: cross-site")) {
				Answer stranger = ask("GET", "/shop/health", header);
				assertThat(stranger.status()).as(header).isEqualTo(503);
				assertThat(stranger.body()).as(header).contains("\"mine\"").doesNotContain("on purpose");
				assertThat(ask("GET", "/shop/actuator/prometheus", header).status()).as(header).isEqualTo(401);
			}
		}
		finally {
			gate.open();
		}
	}

	@Test
	void probesAreAnsweredWhileEveryHandlerIsSlowAndRequestsInFlightAreShown() throws Exception {
		List<Socket> slow = new ArrayList<>();
		RequestsInFlight inFlight = app.context().getBean(RequestsInFlight.class);
		Queue<RequestInFlight> served = app.context().getBean(ReactiveApplication.Handlers.class).slow;
		try {
			for (int i = 0; i < 20; i++) {
				slow.add(begin("/shop/slow/" + i));
			}
			await().untilAsserted(() -> assertThat(inFlight.section().numbers()).extractingByKey("requests")
				.asString()
				.isEqualTo("20"));
			await().untilAsserted(() -> assertThat(served).isNotEmpty());
			assertThat(served).allMatch((request) -> inFlight.nameOf(request) != null);
			long start = System.nanoTime();
			for (String path : List.of("/shop/health", "/shop/readyz", "/shop/livez")) {
				assertThat(ask("GET", path).status()).isEqualTo(200);
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
			StatusRow row = inFlight.section().rows().get(0);
			assertThat(row.texts()).containsEntry("method", "GET")
				.containsEntry("route", "/slow/{id}")
				.containsEntry("state", "asynchronous")
				.containsEntry("thread", "");
			assertThat(inFlight.served("UNKNOWN", (path) -> false)).isEqualTo(Map.of("/slow/{id}", 20));
			assertThat(ask("GET", "/shop/actuator/dashboard/data/now", "Authorization: Bearer " + app.key()).body())
				.contains("/slow/{id}")
				.doesNotContain("/actuator/dashboard/data/now");
			slow.remove(0).close();
			await().untilAsserted(() -> assertThat(inFlight.section().numbers()).extractingByKey("requests")
				.asString()
				.isEqualTo("19"));
		}
		finally {
			app.context().getBean(ReactiveApplication.Handlers.class).released.tryEmitEmpty();
			for (Socket socket : slow) {
				assertThat(read(socket.getInputStream())).contains("slow");
				socket.close();
			}
		}
		await().untilAsserted(
				() -> assertThat(inFlight.section().numbers()).extractingByKey("requests").asString().isEqualTo("0"));
		assertThat(served).isNotEmpty().allMatch((request) -> inFlight.nameOf(request) == null);
	}

	@Test
	void whatHangsInAMeterOrASectionHoldsUpNoEventLoop() throws Exception {
		Hanging hanging = app.context().getBean(Hanging.class);
		List<Socket> sockets = new ArrayList<>();
		hanging.hang();
		try {
			// a rendering of the last second is shared, and does not hang
			await().until(() -> {
				sockets.add(begin("/shop/actuator/prometheus"));
				sockets.add(begin("/shop/actuator/dashboard/data/about", "Authorization: Bearer " + app.key()));
				return sockets.size() > 40 && hanging.met.get() >= 2;
			});
			long start = System.nanoTime();
			for (int i = 0; i < 20; i++) {
				assertThat(ask("GET", "/shop/readyz").status()).isEqualTo(200);
				assertThat(ask("GET", "/shop/orders/1").status()).isEqualTo(200);
				assertThat(ask("GET", "/shop/actuator/prometheus", "Via: 1.1 a").status()).isEqualTo(401);
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		}
		finally {
			hanging.end();
			for (Socket socket : sockets) {
				socket.close();
			}
		}
		await().untilAsserted(() -> assertThat(ask("GET", "/shop/actuator/prometheus").status()).isEqualTo(200));
	}

	@Test
	void warmupSendsItsRequestsAndNobodyCountsThem() throws IOException {
		assertThat(app.context().getBean(ReactiveApplication.Handlers.class).orders).hasValueGreaterThanOrEqualTo(3);
		assertThat(counted("/orders/{id}")).isZero();
		assertThat(ask("GET", "/shop/orders/2").body()).isEqualTo("order");
		await().untilAsserted(() -> assertThat(counted("/orders/{id}")).isEqualTo(1));
		ask("GET", "/shop/actuator/health");
		ask("GET", "/shop/actuator/prometheus");
		ask("GET", "/shop/health");
		ask("GET", "/shop/orders");
		await().untilAsserted(
				() -> assertThat(timers().stream().map((timer) -> String.valueOf(timer.getId().getTag("uri"))).toList())
					.contains("/**", "/orders/{id}")
					.noneMatch((uri) -> uri.contains("actuator") || uri.contains("health") || uri.equals("UNKNOWN")));
	}

	@Test
	void metricsAreServedToThisMachineInTheFormatThatIsAskedFor() throws IOException {
		Answer text = ask("GET", "/shop/actuator/prometheus");
		assertThat(text.status()).isEqualTo(200);
		assertThat(text.body()).contains("# TYPE", "monitor_gate_open");
		assertThat(text.header("Cache-Control")).containsExactly("no-store");
		assertThat(text.header("Content-Type")).singleElement().asString().startsWith("text/plain");
		assertThat(ask("GET", "/shop/actuator/prometheus", "Accept: application/openmetrics-text; version=1.0.0")
			.header("Content-Type")).singleElement().asString().startsWith("application/openmetrics-text");
		assertThat(ask("GET", "/shop/actuator/prometheus", "Accept-Encoding: gzip").header("Content-Encoding"))
			.containsExactly("gzip");
		Answer some = ask("GET", "/shop/actuator/prometheus?includedNames=jvm_info,monitor_gate_open");
		assertThat(some.body()).contains("monitor_gate_open").doesNotContain("process_uptime");
		assertThat(ask("HEAD", "/shop/actuator/prometheus").body()).isEmpty();
		assertThat(ask("POST", "/shop/actuator/prometheus").status()).isEqualTo(405);
		for (String spelling : List.of("/shop/actuator/prometheus/", "/shop/actuator//prometheus",
				"/shop/actuator/./prometheus", "/shop/actuator%2Fprometheus")) {
			assertThat(ask("GET", spelling).body()).as(spelling).doesNotContain("# TYPE");
		}
	}

	@Test
	void theDashboardIsOpenedAndPolled() throws IOException {
		String bearer = "Authorization: Bearer " + app.key();
		assertThat(app.address()).contains("/shop/actuator/dashboard/#key=");
		Answer page = ask("GET", "/shop/actuator/dashboard/");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).contains("<html");
		assertThat(page.header("Content-Security-Policy")).isNotEmpty();
		Answer redirect = ask("GET", "/shop/actuator/dashboard");
		assertThat(redirect.status()).isEqualTo(308);
		assertThat(redirect.header("Location")).containsExactly("dashboard/");
		for (String tab : List.of("now", "requests", "database", "about")) {
			assertThat(ask("GET", "/shop/actuator/dashboard/data/" + tab, bearer).status()).as(tab).isIn(200, 404);
		}
		assertThat(ask("GET", "/shop/actuator/dashboard/data/now", bearer).body()).contains("sections");
		assertThat(ask("GET", "/shop/actuator/dashboard/data/now").status()).isEqualTo(401);
		assertThat(ask("GET", "/shop/actuator/dashboard/data/now", bearer, "X-Forwarded-For: ::1").status())
			.isEqualTo(401);
		assertThat(ask("GET", "/shop/actuator/dashboard/data/now", bearer, "Sec-Fetch-Site: same-site").status())
			.isEqualTo(403);
		assertThat(ask("POST", "/shop/actuator/dashboard/actions/limit/3", bearer).status()).isEqualTo(403);
		assertThat(ask("GET", "/shop/actuator/dashboardx").status()).isEqualTo(404);
	}

	private static Answer ask(String method, String target, String... headers) throws IOException {
		return app.send(app.port("server"), method, target, headers);
	}

	private static Socket begin(String target, String... headers) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port("server"));
		socket.setSoTimeout(10_000);
		socket.getOutputStream()
			.write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers)
					+ ((headers.length > 0) ? "\r\n" : "") + "\r\n")
				.getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

	private static String read(InputStream input) throws IOException {
		byte[] bytes = new byte[4096];
		StringBuilder text = new StringBuilder();
		while (!text.toString().endsWith("slow")) {
			int count = input.read(bytes);
			if (count < 0) {
				break;
			}
			text.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
		}
		return text.toString();
	}

	private static long counted(String uri) {
		return timers().stream()
			.filter((timer) -> uri.equals(timer.getId().getTag("uri")))
			.mapToLong(Timer::count)
			.sum();
	}

	private static List<Timer> timers() {
		return List.copyOf(app.context().getBean(MeterRegistry.class).find("http.server.requests").timers());
	}

	/**
	 * A server that believes a header of its own, and numbers that hang.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveApplication.class)
	static class TrustingApplication {

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> trust() {
			return (factory) -> factory.addServerCustomizers(
					(server) -> server.forwarded((connection, request) -> request.headers().contains(TRUSTED)
							? connection.withRemoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))
							: connection));
		}

		@Bean
		Hanging hanging(MeterRegistry registry) {
			Hanging hanging = new Hanging();
			registry.gauge("hanging", hanging, Hanging::value);
			return hanging;
		}

	}

	static final class Hanging implements StatusSource {

		final AtomicInteger met = new AtomicInteger();

		private volatile CountDownLatch end = new CountDownLatch(0);

		void hang() {
			this.end = new CountDownLatch(1);
		}

		void end() {
			this.end.countDown();
		}

		double value() {
			if (this.end.getCount() > 0) {
				this.met.incrementAndGet();
				try {
					this.end.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			return 1;
		}

		@Override
		public String name() {
			return "hanging";
		}

		@Override
		public StatusSection section() {
			return StatusSection.EMPTY.with("value", value());
		}

	}

}
