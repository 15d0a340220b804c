package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.SaturationGate;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One place, one waiter, real sockets.
 */
@ParameterizedClass
@MethodSource("dev.monitor.concurrency.servlet.Container#available")
@Timeout(120)
class ConcurrencyLimitServerTests {

	private static final String[] PROPERTIES = { "monitor.concurrency.max-requests=1",
			"monitor.concurrency.max-waiting=1", "monitor.concurrency.wait-time=3s",
			"monitor.concurrency.health-wait-time=1s", "monitor.concurrency.health-recovery-time=200ms",
			"monitor.concurrency.exclude=/free/**", "spring.main.banner-mode=off" };

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@SuppressWarnings("NullAway.Init")
	private static App app;

	private final Container container;

	ConcurrencyLimitServerTests(Container container) {
		this.container = container;
	}

	@BeforeParameterizedClassInvocation
	static void start(Container container) {
		app = new App(container.start(OrdersApplication.class, PROPERTIES));
	}

	@AfterParameterizedClassInvocation
	static void close() {
		app.context.close();
	}

	@AfterEach
	void allPlacesComeBack() {
		Awaitility.await().until(() -> app.limiter().active() == 0 && app.limiter().waiting() == 0);
		app.orders().deferred.clear();
	}

	@Test
	void requestAboveTheLimitWaitsForAPlace() {
		CompletableFuture<HttpResponse<String>> held = hold(app);
		CompletableFuture<HttpResponse<String>> waiting = waiting(app, "/quick");
		app.orders().letGo.release();
		assertThat(held.join().body()).isEqualTo("held");
		assertThat(waiting.join().body()).isEqualTo("quick");
	}

	@Test
	void waitThatTakesTooLongEndsInARejection() {
		CompletableFuture<HttpResponse<String>> held = hold(app);
		HttpResponse<String> rejected = get(app, "/quick").join();
		assertThat(rejected.statusCode()).isEqualTo(503);
		assertThat(rejected.body()).contains("\"reason\":\"wait_timeout\"");
		app.orders().letGo.release();
		assertThat(held.join().statusCode()).isEqualTo(200);
	}

	@Test
	void requestAboveWaitersIsRejectedAtOnce() {
		CompletableFuture<HttpResponse<String>> held = hold(app);
		CompletableFuture<HttpResponse<String>> waiting = waiting(app, "/quick");
		HttpResponse<String> rejected = get(app, "/quick").join();
		HttpResponse<String> head = send(app, "HEAD", "/quick").join();
		app.orders().letGo.release();
		assertThat(held.join().statusCode()).isEqualTo(200);
		assertThat(rejected.statusCode()).isEqualTo(503);
		assertThat(rejected.headers().firstValue("Retry-After"))
			.hasValueSatisfying((seconds) -> assertThat(Integer.parseInt(seconds)).isBetween(1, 32));
		assertThat(rejected.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(rejected.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(rejected.headers().firstValue("Content-Length")).hasValue(String.valueOf(rejected.body().length()));
		assertThat(rejected.body()).startsWith("{\"type\":\"about:blank\",").endsWith("\"reason\":\"queue_full\"}");
		assertThat(head.statusCode()).isEqualTo(503);
		assertThat(head.body()).isEmpty();
		assertThat(waiting.join().statusCode()).isEqualTo(200);
	}

	@Test
	void rejectionIsObserved() {
		CompletableFuture<HttpResponse<String>> held = hold(app);
		CompletableFuture<HttpResponse<String>> waiting = waiting(app, "/quick");
		assertThat(get(app, "/quick").join().statusCode()).isEqualTo(503);
		app.orders().letGo.release();
		assertThat(held.join().statusCode()).isEqualTo(200);
		assertThat(waiting.join().statusCode()).isEqualTo(200);
		MeterRegistry registry = app.context.getBean(MeterRegistry.class);
		Awaitility.await()
			.untilAsserted(() -> assertThat(registry.get("http.server.requests").tag("status", "503").timer().count())
				.isPositive());
		assertThat(registry.get("monitor.concurrency.rejected").tag("reason", "queue_full").functionCounter().count())
			.isPositive();
		assertThat(registry.get("monitor.concurrency.wait").tag("outcome", "admitted").timer().count()).isPositive();
	}

	@Test
	void exceptionAndErrorGiveThePlaceBack() {
		for (int i = 0; i < 3; i++) {
			assertThat(get(app, "/fail").join().statusCode()).isEqualTo(500);
			assertThat(get(app, "/error-out").join().statusCode()).isEqualTo(500);
		}
		assertThat(get(app, "/quick").join().statusCode()).isEqualTo(200);
	}

	@Test
	void asynchronousRequestHoldsItsPlaceUntilItCompletes() throws InterruptedException {
		CompletableFuture<HttpResponse<String>> later = get(app, "/later?timeout=60000");
		DeferredResult<String> result = app.orders().deferred.poll(30, TimeUnit.SECONDS);
		assertThat(result).isNotNull();
		CompletableFuture<HttpResponse<String>> waiting = waiting(app, "/quick");
		assertThat(app.limiter().active()).isEqualTo(1);
		result.setResult("later");
		assertThat(later.join().body()).isEqualTo("later");
		assertThat(waiting.join().body()).isEqualTo("quick");
	}

	@Test
	void asynchronousTimeoutGivesThePlaceBack() {
		assertThat(get(app, "/later?timeout=100").join().statusCode()).isEqualTo(503);
		assertThat(get(app, "/quick").join().statusCode()).isEqualTo(200);
	}

	@Test
	void clientThatLeavesDuringAStreamGivesThePlaceBack() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port())) {
			socket.getOutputStream()
				.write("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
			assertThat(app.limiter().active()).isEqualTo(1);
		}
		Awaitility.await().until(() -> app.limiter().active() == 0);
	}

	@Test
	void excludedRequestsPassWhileAllPlacesAreTaken() {
		CompletableFuture<HttpResponse<String>> held = hold(app);
		CompletableFuture<HttpResponse<String>> waiting = waiting(app, "/quick");
		HttpResponse<String> free = get(app, "/free/quick").join();
		HttpResponse<String> health = get(app, "/actuator/health/liveness").join();
		HttpResponse<String> preflight = this.client
			.sendAsync(app.request("OPTIONS", "/quick")
				.header("Origin", "https://shop.example")
				.header("Access-Control-Request-Method", "GET")
				.build(), BodyHandlers.ofString())
			.join();
		app.orders().letGo.release();
		assertThat(held.join().statusCode()).isEqualTo(200);
		assertThat(free.body()).isEqualTo("quick");
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(preflight.statusCode()).isNotEqualTo(503);
		assertThat(waiting.join().statusCode()).isEqualTo(200);
	}

	@Test
	void gateClosesWhenOverloadLastsAndOpensAfterIt() {
		SaturationGate gate = app.context.getBean(SaturationGate.class);
		Awaitility.await().until(() -> gate.verdict().open());
		CompletableFuture<HttpResponse<String>> held = hold(app);
		CompletableFuture<HttpResponse<String>> waiting = waiting(app, "/quick");
		Awaitility.await().until(() -> !gate.verdict().open());
		assertThat(gate.verdict().reason()).startsWith("Overloaded for ");
		app.orders().letGo.release();
		assertThat(held.join().statusCode()).isEqualTo(200);
		assertThat(waiting.join().statusCode()).isEqualTo(200);
		Awaitility.await().until(() -> gate.verdict().open());
	}

	@Test
	void stoppingSendsWaitersAwayAndServesThoseInside() {
		App stopping = new App(this.container.start(OrdersApplication.class, "monitor.concurrency.max-requests=1",
				"monitor.concurrency.wait-time=1m", "spring.main.banner-mode=off"));
		CompletableFuture<HttpResponse<String>> held = hold(stopping);
		CompletableFuture<HttpResponse<String>> waiting = waiting(stopping, "/quick");
		CompletableFuture<Void> closed = CompletableFuture.runAsync(stopping.context::close,
				(task) -> new Thread(task, "closing").start());
		assertThat(waiting.join().statusCode()).isEqualTo(503);
		assertThat(waiting.join().body()).contains("\"reason\":\"shutdown\"");
		assertThat(closed).isNotDone();
		stopping.orders().letGo.release();
		assertThat(held.join().body()).isEqualTo("held");
		closed.join();
	}

	private CompletableFuture<HttpResponse<String>> hold(App app) {
		CompletableFuture<HttpResponse<String>> held = get(app, "/hold");
		Awaitility.await().until(() -> app.orders().holding.tryAcquire());
		return held;
	}

	private CompletableFuture<HttpResponse<String>> waiting(App app, String path) {
		CompletableFuture<HttpResponse<String>> response = get(app, path);
		Awaitility.await().until(() -> app.limiter().waiting() == 1);
		return response;
	}

	private CompletableFuture<HttpResponse<String>> get(App app, String path) {
		return send(app, "GET", path);
	}

	private CompletableFuture<HttpResponse<String>> send(App app, String method, String path) {
		return this.client.sendAsync(app.request(method, path).build(), BodyHandlers.ofString());
	}

	private record App(ConfigurableApplicationContext context) {

		OrdersApplication.Orders orders() {
			return this.context.getBean(OrdersApplication.Orders.class);
		}

		ConcurrencyLimiter limiter() {
			return this.context.getBean(ConcurrencyLimiter.class);
		}

		int port() {
			return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		}

		HttpRequest.Builder request(String method, String path) {
			return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
				.method(method, HttpRequest.BodyPublishers.noBody());
		}

	}

}
