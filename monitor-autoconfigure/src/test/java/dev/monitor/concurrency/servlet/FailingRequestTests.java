package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever fails, wherever it fails: the request is answered and its permit comes back.
 */
@OnEveryServer
class FailingRequestTests {

	private final LimitedServer server;

	FailingRequestTests(LimitedServer server) {
		this.server = server;
	}

	@AfterEach
	void nothingIsLeft() {
		this.server.assertQuiet();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/fail", "/error-out", "/failing-callable", "/erring-callable", "/fail?broken-error-page",
			"/failing-callable?broken-error-page" })
	void exceptionOrErrorInTheHandlerOrItsThreadIsAnswered(String path) {
		assertThat(this.server.get(path).join().statusCode()).isEqualTo(500);
	}

	@ParameterizedTest
	@ValueSource(strings = { "exception-before", "error-before", "exception-after", "error-after" })
	void exceptionOrErrorInAFilterIsAnswered(String failure) throws IOException {
		assertThat(failInFilter("/quick", failure)).isEqualTo(failure.endsWith("before") ? 500 : 200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "exception-after", "error-after" })
	void exceptionOrErrorInAFilterAfterTheHandlerWentAsynchronousIsAnswered(String failure) throws IOException {
		assertThat(failInFilter("/deferred", failure)).isEqualTo(500);
		assertThat(failInFilter("/deferred?timeout=1", failure)).isEqualTo(500);
	}

	private int failInFilter(String path, String failure) throws IOException {
		try (RawConnection connection = this.server.connect()) {
			return connection.write(RawConnection.request("GET", path, "X-Fail: " + failure)).read().status();
		}
	}

	@Test
	void exceptionFromADispatchBackToTheServerIsAnswered() throws InterruptedException {
		CompletableFuture<HttpResponse<String>> response = this.server.get("/future");
		var future = this.server.slowOrders().futures.poll(30, TimeUnit.SECONDS);
		assertThat(future).isNotNull();
		future.completeExceptionally(new AssertionError("fails on purpose"));
		assertThat(response.join().statusCode()).isEqualTo(500);
	}

	@Test
	void streamThatBreaksOffEnds() throws IOException {
		try (RawConnection connection = this.server.connect()) {
			connection.get("/broken-stream");
			assertThat(connection.read("HEAD").status()).isEqualTo(200);
			LimitedServer.await().until(() -> this.server.limiter().active() == 0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/missing", "/send-error", "/send-error?broken-error-page" })
	void errorPageNeedsNoPermitOfItsOwn(String path) {
		assertThat(this.server.get(path).join().statusCode()).isBetween(400, 500);
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting(path);
		this.server.letGo();
		assertThat(held.join().statusCode()).isEqualTo(200);
		assertThat(waiting.join().statusCode()).isBetween(400, 500);
	}

	@Test
	void failuresInARowLeaveTheServerAsItWas() {
		for (int i = 0; i < 20; i++) {
			assertThat(this.server.get("/fail").join().statusCode()).isEqualTo(500);
		}
		assertThat(this.server.get("/quick").join().body()).isEqualTo("quick");
	}

}
