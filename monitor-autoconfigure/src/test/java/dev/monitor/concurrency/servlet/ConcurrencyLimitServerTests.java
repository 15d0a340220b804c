package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

import dev.monitor.gate.Gate;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Waiting, rejection and exclusion as clients see them.
 */
@OnEveryServer
class ConcurrencyLimitServerTests {

	private final LimitedServer server;

	ConcurrencyLimitServerTests(LimitedServer server) {
		this.server = server;
	}

	@AfterEach
	void nothingIsLeft() {
		this.server.assertQuiet();
	}

	@Test
	void serverAndSecurityAreThoseThatTheTestSays() {
		boolean tomcat = ((WebServerApplicationContext) this.server.context())
			.getWebServer() instanceof TomcatWebServer;
		assertThat(tomcat).isEqualTo(this.server.container().isTomcat());
		assertThat(this.server.get("/secure/quick").join().statusCode())
			.isEqualTo((this.server.rejectStatus() == 429) ? 401 : 200);
		assertThat(this.server.get("/thread").join().body())
			.isEqualTo(this.server.container().isVirtual() ? "virtual" : "platform");
	}

	@Test
	void requestAboveTheLimitWaitsForAPermit() {
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/quick");
		this.server.letGo();
		assertThat(held.join().body()).isEqualTo("held");
		assertThat(waiting.join().body()).isEqualTo("quick");
		assertThat(this.server.served().mostInside()).isEqualTo(1);
	}

	@Test
	void waitThatTakesTooLongEndsInARejectionWhetherTheClientIsStillThereOrNot() throws IOException {
		try (LimitedServer hasty = this.server.another("500ms")) {
			hasty.limit(1, 2);
			CompletableFuture<HttpResponse<String>> held = hasty.hold();
			try (RawConnection leaving = hasty.connect()) {
				leaving.get("/quick");
				LimitedServer.await().until(() -> hasty.arrivals().begun() == 2);
				leaving.reset();
			}
			HttpResponse<String> rejected = hasty.get("/quick").join();
			assertThat(rejected.statusCode()).isEqualTo(hasty.rejectStatus());
			assertThat(rejected.body()).contains("\"reason\":\"wait_timeout\"");
			FunctionCounter rejections = hasty.context()
				.getBean(MeterRegistry.class)
				.get("monitor.concurrency.rejected")
				.tag("reason", "wait_timeout")
				.functionCounter();
			LimitedServer.await().until(() -> rejections.count() == 2);
			assertThat(hasty.limiter().waiting()).isZero();
			assertThat(hasty.limiter().active()).isEqualTo(1);
			hasty.letGo();
			assertThat(held.join().statusCode()).isEqualTo(200);
			hasty.assertQuiet();
		}
	}

	@Test
	void requestAboveWaitersIsRejectedAtOnce() {
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/quick");
		HttpResponse<String> rejected = this.server.get("/quick").join();
		this.server.letGo();
		assertThat(held.join().statusCode()).isEqualTo(200);
		assertThat(rejected.statusCode()).isEqualTo(this.server.rejectStatus());
		assertThat(rejected.headers().firstValue("Retry-After"))
			.hasValueSatisfying((seconds) -> assertThat(Integer.parseInt(seconds)).isBetween(1, 32));
		assertThat(rejected.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(rejected.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(rejected.headers().firstValue("Content-Length")).hasValue(String.valueOf(rejected.body().length()));
		assertThat(rejected.body()).startsWith("{\"type\":\"about:blank\",").endsWith("\"reason\":\"queue_full\"}");
		assertThat(waiting.join().statusCode()).isEqualTo(200);
	}

	@Test
	void rejectionIsObserved() {
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/quick");
		assertThat(this.server.get("/quick").join().statusCode()).isEqualTo(this.server.rejectStatus());
		this.server.letGo();
		assertThat(held.join().statusCode()).isEqualTo(200);
		assertThat(waiting.join().statusCode()).isEqualTo(200);
		MeterRegistry registry = this.server.context().getBean(MeterRegistry.class);
		String status = String.valueOf(this.server.rejectStatus());
		LimitedServer.await()
			.untilAsserted(() -> assertThat(registry.get("http.server.requests").tag("status", status).timer().count())
				.isPositive());
		assertThat(registry.get("monitor.concurrency.rejected").tag("reason", "queue_full").functionCounter().count())
			.isPositive();
		assertThat(registry.get("monitor.concurrency.wait").tag("outcome", "admitted").timer().count()).isPositive();
	}

	@Test
	void excludedRequestsPassWhileAllPermitsAreTaken() {
		this.server.limit(1, 0);
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		assertThat(this.server.get("/free/quick").join().body()).isEqualTo("quick");
		assertThat(this.server.get("/actuator/health/liveness").join().statusCode()).isEqualTo(200);
		assertThat(this.server.get("/free/fail").join().statusCode()).isEqualTo(500);
		assertThat(this.server.get("/quick").join().statusCode()).isEqualTo(this.server.rejectStatus());
		this.server.letGo();
		assertThat(held.join().statusCode()).isEqualTo(200);
	}

	@Test
	void preflightPassesWhileAllPermitsAreTakenButOptionsAloneDoesNot() {
		this.server.limit(1, 0);
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		HttpResponse<String> preflight = this.server
			.send(this.server.request("/quick")
				.method("OPTIONS", BodyPublishers.noBody())
				.header("Origin", "https://shop.example")
				.header("Access-Control-Request-Method", "GET"))
			.join();
		HttpResponse<String> options = this.server
			.send(this.server.request("/quick").method("OPTIONS", BodyPublishers.noBody()))
			.join();
		this.server.letGo();
		assertThat(held.join().statusCode()).isEqualTo(200);
		assertThat(preflight.statusCode()).isNotEqualTo(this.server.rejectStatus());
		assertThat(options.statusCode()).isEqualTo(this.server.rejectStatus());
	}

	@Test
	void gateClosesWhenOverloadLastsAndOpensAfterIt() {
		Gate gate = this.server.context().getBean("monitorConcurrencyGate", Gate.class);
		LimitedServer.await().until(() -> gate.verdict().open());
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/quick");
		LimitedServer.await().until(() -> !gate.verdict().open());
		assertThat(gate.verdict().reason()).startsWith("Overloaded for ");
		this.server.letGo();
		assertThat(held.join().statusCode()).isEqualTo(200);
		assertThat(waiting.join().statusCode()).isEqualTo(200);
		LimitedServer.await().until(() -> gate.verdict().open());
	}

}
