package dev.monitor.concurrency.servlet;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limit moves while requests are served and wait.
 */
@OnEveryServer
class ChangingLimitTests {

	private final LimitedServer server;

	ChangingLimitTests(LimitedServer server) {
		this.server = server;
	}

	@AfterEach
	void nothingIsLeft() {
		this.server.assertQuiet();
	}

	@Test
	void raisedLimitLetsWaitersIn() {
		this.server.limit(1, 3);
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		List<CompletableFuture<HttpResponse<String>>> waiting = start(3, "/hold");
		this.server.awaitWaiting(3);
		this.server.limit(3, 3);
		this.server.awaitHeld();
		this.server.awaitHeld();
		assertThat(this.server.limiter().active()).isEqualTo(3);
		assertThat(this.server.limiter().waiting()).isEqualTo(1);
		this.server.orders().letGo.release(4);
		assertThat(held.join().body()).isEqualTo("held");
		assertThat(waiting.stream().map(CompletableFuture::join).map(HttpResponse::body)).containsOnly("held");
		assertThat(this.server.served().mostInside()).isEqualTo(3);
	}

	@Test
	void loweredLimitServesOnWhomItFindsInsideAndLetsNobodyInUntilEnoughHaveLeft() {
		this.server.limit(3, 1);
		List<CompletableFuture<HttpResponse<String>>> held = start(3, "/hold");
		this.server.awaitHeld();
		this.server.awaitHeld();
		this.server.awaitHeld();
		this.server.limit(1, 1);
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/quick");
		this.server.letGo();
		CompletableFuture.anyOf(held.toArray(CompletableFuture[]::new)).join();
		this.server.letGo();
		assertThat(this.server.limiter().waiting()).isEqualTo(1);
		assertThat(waiting).isNotDone();
		this.server.letGo();
		assertThat(held.stream().map(CompletableFuture::join).map(HttpResponse::body)).containsOnly("held");
		assertThat(waiting.join().body()).isEqualTo("quick");
	}

	@Test
	void limitThatMovesUnderLoadIsNeverExceededAndEveryRequestIsAnswered() {
		long before = this.server.arrivals().begun();
		List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
		for (int round = 0; round < 20; round++) {
			this.server.limit(1 + round % 4, round % 3);
			responses.addAll(start(5, (round % 2 == 0) ? "/quick" : "/again"));
			this.server.orders().letGo.release(5);
		}
		assertThat(responses.stream().map(CompletableFuture::join).map(HttpResponse::statusCode)).containsOnly(200,
				this.server.rejectStatus());
		assertThat(this.server.arrivals().begun() - before).isEqualTo(100);
		assertThat(this.server.served().mostInside()).isBetween(1, 4);
	}

	private List<CompletableFuture<HttpResponse<String>>> start(int count, String path) {
		return Stream.generate(() -> this.server.get(path)).limit(count).toList();
	}

}
