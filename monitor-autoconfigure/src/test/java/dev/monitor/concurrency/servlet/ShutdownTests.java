package dev.monitor.concurrency.servlet;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application stops while requests are served and wait.
 */
@Timeout(60)
class ShutdownTests {

	@ParameterizedTest
	@MethodSource("dev.monitor.concurrency.servlet.Container#available")
	void waitersAreSentAwayAndThoseInsideAreServed(Container container) {
		LimitedServer server = LimitedServer.start(container, false, "1m");
		server.limit(2, 5);
		CompletableFuture<HttpResponse<String>> held = server.hold();
		CompletableFuture<HttpResponse<String>> callable = server.get("/callable");
		server.awaitHeld();
		List<CompletableFuture<HttpResponse<String>>> waiting = Stream.generate(() -> server.get("/quick"))
			.limit(5)
			.toList();
		server.awaitWaiting(5);
		CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close,
				(task) -> new Thread(task, "closing").start());
		assertThat(waiting.stream().map(CompletableFuture::join)).allSatisfy((response) -> {
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.body()).contains("\"reason\":\"shutdown\"");
		});
		assertThat(closed).isNotDone();
		CountingFilter arrivals = server.arrivals();
		server.orders().letGo.release(2);
		assertThat(held.join().body()).isEqualTo("held");
		assertThat(callable.join().body()).isEqualTo("held");
		closed.join();
		assertThat(arrivals.begun()).isEqualTo(7);
		LimitedServer.await().untilAsserted(() -> assertThat(arrivals.inside()).isZero());
	}

}
