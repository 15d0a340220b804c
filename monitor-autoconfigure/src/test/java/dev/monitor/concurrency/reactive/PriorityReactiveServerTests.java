package dev.monitor.concurrency.reactive;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

import dev.monitor.concurrency.Priority;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Priorities in a reactive application. There is one permit, another for critical
 * requests, and one request may wait.
 */
@Timeout(60)
class PriorityReactiveServerTests {

	@ParameterizedTest
	@EnumSource(names = { "NETTY", "TOMCAT" })
	void aHigherRequestTakesTheLowersPlaceAndIsServedFirst(ReactiveContainer container) {
		try (LimitedReactiveServer server = new LimitedReactiveServer(container,
				"monitor.concurrency.priorities.rules[0].path=/flux",
				"monitor.concurrency.priorities.rules[0].priority=critical",
				"monitor.concurrency.priorities.rules[1].header=X-Batch",
				"monitor.concurrency.priorities.rules[1].priority=bulk")) {
			CompletableFuture<HttpResponse<String>> held = server.hold();
			CompletableFuture<HttpResponse<String>> displaced = server.get("/mono", "X-Batch", "yes");
			server.awaitWaiting(1);
			CompletableFuture<HttpResponse<String>> normal = server.get("/mono");
			assertThat(displaced.join().statusCode()).isEqualTo(503);
			assertThat(displaced.join().body()).contains("\"reason\":\"displaced\",\"priority\":\"bulk\"");
			assertThat(server.get("/mono", "X-Batch", "yes").join().body()).contains("\"reason\":\"queue_full\"");
			assertThat(server.limit().level(Priority.NORMAL).waiting()).isEqualTo(1);
			assertThat(server.get("/flux").join().statusCode()).isEqualTo(200);
			server.orders().letGo();
			assertThat(held.join().body()).isEqualTo("held");
			assertThat(normal.join().body()).isEqualTo("mono");
			LimitedReactiveServer.await().until(() -> server.limiter().active() == 0);
			LimitedReactiveServer.await()
				.untilAsserted(() -> assertThat(server.ranked()).containsExactlyInAnyOrder("/hold 200 normal",
						"/mono 503 bulk", "/mono 200 normal", "/mono 503 bulk", "/flux 200 critical"));
		}
	}

}
