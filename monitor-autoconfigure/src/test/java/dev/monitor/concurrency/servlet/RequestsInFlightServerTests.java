package dev.monitor.concurrency.servlet;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list of requests in flight, on every server.
 */
@OnEveryServer
class RequestsInFlightServerTests {

	private final LimitedServer server;

	RequestsInFlightServerTests(LimitedServer server) {
		this.server = server;
	}

	@AfterEach
	void nothingIsLeft() {
		this.server.assertQuiet();
	}

	@Test
	void requestsAreListedFromTheOldestWithRouteStateAndThread() {
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/quick;token=4711?secret=4711");
		LimitedServer.await()
			.untilAsserted(() -> assertThat(rows()).extracting((row) -> row.texts().get("state"))
				.containsExactly("served", "waiting"));
		StatusSection section = this.server.inFlight().section();
		assertThat(section.numbers()).containsEntry("requests", 2).containsEntry("waiting", 1);
		assertThat(section.rows()).extracting((row) -> row.texts().get("method")).containsExactly("GET", "GET");
		assertThat(section.rows()).extracting((row) -> row.texts().get("route"))
			.containsExactly("/hold", "/quick;token=REDACTED");
		assertThat(section.rows()).allSatisfy((row) -> {
			assertThat(row.texts().get("thread")).isNotEmpty();
			assertThat(number(row, "thread_id")).isPositive();
			assertThat(number(row, "age_seconds")).isNotNegative();
		});
		assertThat(this.server.inFlight().served("UNKNOWN", (path) -> false)).as("what waits is not being served")
			.isEqualTo(Map.of("/hold", 1));
		assertThat(stack(section.rows().get(0))).anyMatch((frame) -> frame.contains("OrdersApplication$Orders.hold"));
		assertThat(stack(section.rows().get(1))).anyMatch((frame) -> frame.contains("concurrency.Waiter.park"));
		this.server.letGo();
		held.join();
		waiting.join();
		LimitedServer.await().until(() -> rows().isEmpty());
		assertThat(stack(section.rows().get(0))).isEmpty();
	}

	@Test
	void anAsynchronousRequestSaysSoUntilItIsDispatchedAgain() throws InterruptedException {
		CompletableFuture<HttpResponse<String>> deferred = this.server.get("/deferred");
		DeferredResult<String> result = Objects
			.requireNonNull(this.server.slowOrders().deferred.poll(10, TimeUnit.SECONDS));
		LimitedServer.await()
			.untilAsserted(() -> assertThat(rows()).singleElement()
				.satisfies((row) -> assertThat(row.texts()).containsEntry("state", "asynchronous")
					.containsEntry("route", "/deferred")
					.containsEntry("thread", "")));
		StatusRow row = rows().get(0);
		assertThat(number(row, "thread_id")).isZero();
		assertThat(stack(row)).isEmpty();
		result.setResult("later");
		assertThat(deferred.join().body()).isEqualTo("later");
	}

	@Test
	void aDispatchedRequestIsTheSameWithTheThreadThatServesItNow() {
		CompletableFuture<HttpResponse<String>> again = this.server.get("/again");
		this.server.awaitHeld();
		assertThat(rows()).singleElement()
			.satisfies((row) -> assertThat(stack(row)).anyMatch((frame) -> frame.contains("SlowOrders.again")));
		this.server.letGo();
		assertThat(again.join().body()).isEqualTo("held");
	}

	private List<StatusRow> rows() {
		return this.server.inFlight().section().rows();
	}

	private List<String> stack(StatusRow row) {
		return this.server.inFlight().details(row.name()).rows().stream().map(StatusRow::name).toList();
	}

	private static double number(StatusRow row, String name) {
		return Objects.requireNonNull(row.numbers().get(name)).doubleValue();
	}

}
