package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that leave before they are served, while they are, or in the middle of a body,
 * and clients that read slowly.
 */
@OnEveryServer
class DepartingClientTests {

	private final LimitedServer server;

	DepartingClientTests(LimitedServer server) {
		this.server = server;
	}

	@AfterEach
	void nothingIsLeft() {
		this.server.assertQuiet();
	}

	@Test
	void clientThatLeavesWhileItWaitsGivesThePermitBackThatItsRequestGets() throws IOException {
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		try (RawConnection leaving = this.server.connect()) {
			leaving.get("/quick");
			this.server.awaitWaiting(1);
			leaving.reset();
		}
		this.server.letGo();
		assertThat(held.join().body()).isEqualTo("held");
		LimitedServer.await().until(() -> this.server.limiter().active() == 0);
		assertThat(this.server.get("/quick").join().body()).isEqualTo("quick");
	}

	@Test
	void clientsThatLeaveWhileTheyWaitTakeNothingFromThoseThatStay() throws IOException {
		this.server.limit(1, 21);
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		for (int i = 1; i <= 20; i++) {
			try (RawConnection leaving = this.server.connect()) {
				leaving.get("/quick");
				this.server.awaitWaiting(i);
				leaving.reset();
			}
		}
		CompletableFuture<HttpResponse<String>> staying = this.server.get("/quick");
		this.server.awaitWaiting(21);
		this.server.letGo();
		assertThat(held.join().body()).isEqualTo("held");
		assertThat(staying.join().body()).isEqualTo("quick");
		assertThat(this.server.served().mostInside()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hold", "/callable", "/stream", "/again" })
	void clientThatLeavesWhileItIsServedGivesThePermitBackWhenTheHandlerEnds(String path) throws IOException {
		try (RawConnection leaving = this.server.connect()) {
			leaving.get(path);
			this.server.awaitHeld();
			leaving.reset();
		}
		this.server.letGo();
		LimitedServer.await().until(() -> this.server.limiter().active() == 0);
	}

	@Test
	void clientThatLeavesWhileItsResultIsOutstandingGivesThePermitBackWithTheResult()
			throws IOException, InterruptedException {
		try (RawConnection leaving = this.server.connect()) {
			leaving.get("/deferred");
			var result = this.server.slowOrders().deferred.poll(30, TimeUnit.SECONDS);
			assertThat(result).isNotNull();
			leaving.reset();
			result.setResult("for nobody");
		}
		LimitedServer.await().until(() -> this.server.limiter().active() == 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/bytes", "/plain-bytes" })
	void clientThatLeavesInTheMiddleOfTheBodyGivesThePermitBack(String path) throws IOException {
		try (RawConnection leaving = this.server.connect()) {
			leaving.get(path).readBytes(100_000);
			assertThat(this.server.limiter().active()).isEqualTo(1);
			leaving.reset();
		}
		LimitedServer.await().until(() -> this.server.limiter().active() == 0);
	}

	/**
	 * On Jetty a failed write ends nothing: the permit comes back with the timeout.
	 */
	@Test
	void clientThatLeavesAnEventStreamGivesThePermitBackWithTheNextEventsOrTheTimeout() throws Exception {
		try (RawConnection leaving = this.server.connect()) {
			leaving.get("/events?timeout=2000");
			SseEmitter emitter = this.server.slowOrders().emitters.poll(30, TimeUnit.SECONDS);
			assertThat(emitter).isNotNull();
			emitter.send("one");
			assertThat(leaving.read("HEAD").status()).isEqualTo(200);
			leaving.reset();
			LimitedServer.await().until(() -> failsToSend(emitter));
		}
		LimitedServer.await().until(() -> this.server.limiter().active() == 0);
	}

	private static boolean failsToSend(SseEmitter emitter) {
		try {
			emitter.send("for nobody");
			return false;
		}
		catch (IOException | IllegalStateException ex) {
			return true;
		}
	}

	@Test
	void clientThatLeavesInTheMiddleOfItsUploadGivesThePermitBack() throws IOException {
		try (RawConnection leaving = this.server.connect()) {
			leaving.write(RawConnection.request("POST", "/orders", "Content-Length: 100000") + "half");
			LimitedServer.await().until(() -> this.server.limiter().active() == 1);
			leaving.reset();
		}
		LimitedServer.await().until(() -> this.server.limiter().active() == 0);
	}

	@Test
	void clientThatOnlyEndsItsSideIsAnswered() throws IOException {
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		try (RawConnection ending = this.server.connect()) {
			ending.get("/quick");
			this.server.awaitWaiting(1);
			ending.shutdownOutput();
			this.server.letGo();
			assertThat(ending.read().body()).isEqualTo("quick");
		}
		assertThat(held.join().body()).isEqualTo("held");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/bytes", "/plain-bytes" })
	void slowReaderHoldsItsPermitUntilItHasReadEnough(String path) throws IOException {
		int count = 4_000_000;
		try (RawConnection slow = new RawConnection(this.server.port(), 4096)) {
			slow.get(path + "?count=" + count).readBytes(1000);
			CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/quick");
			assertThat(this.server.limiter().active()).isEqualTo(1);
			slow.readBytes(count - 1000);
			assertThat(waiting.join().body()).isEqualTo("quick");
		}
	}

	@Test
	void slowReaderThatLeavesGivesThePermitBack() throws IOException {
		try (RawConnection slow = new RawConnection(this.server.port(), 4096)) {
			slow.get("/plain-bytes").readBytes(1000);
			CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/quick");
			slow.reset();
			assertThat(waiting.join().body()).isEqualTo("quick");
		}
	}

}
