package dev.monitor.concurrency.reactive;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.servlet.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limit of reactive applications, on each web server that they can run on, over real
 * sockets. After each test nothing is served, nothing waits, and each request is one
 * event.
 */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(LimitedReactiveServers.class)
@Timeout(60)
class ReactiveServerTests {

	private final LimitedReactiveServer server;

	ReactiveServerTests(LimitedReactiveServer server) {
		this.server = server;
		server.forgetEvents();
	}

	@Test
	void requestsOneAfterTheOtherAreServed() {
		for (String path : List.of("/mono", "/flux", "/mono")) {
			assertThat(this.server.get(path).join().statusCode()).as(path).isEqualTo(200);
			LimitedReactiveServer.await().until(() -> this.server.limiter().active() == 0);
		}
		assertThat(this.server.assertQuiet(3)).containsExactly("/mono 200", "/flux 200", "/mono 200");
	}

	@Test
	void aRequestThatWaitsIsServedWhenAPermitIsFree() {
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/mono");
		HttpResponse<String> rejected = this.server.get("/mono").join();
		assertThat(rejected.statusCode()).isEqualTo(503);
		assertThat(rejected.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(rejected.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(rejected.headers().firstValueAsLong("Retry-After")).isPresent();
		assertThat(rejected.body()).contains("\"reason\":\"queue_full\"");
		this.server.orders().letGo();
		assertThat(held.join().body()).isEqualTo("held");
		assertThat(waiting.join().body()).isEqualTo("mono");
		assertThat(this.server.assertQuiet(3)).containsExactlyInAnyOrder("/mono 503", "/hold 200", "/mono 200");
	}

	@Test
	void whoWaitsHoldsNoThread() {
		this.server.limiter().resize(1, 500);
		this.server.hold();
		List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 300)
			.mapToObj((i) -> this.server.get("/mono"))
			.toList();
		this.server.awaitWaiting(300);
		assertThat(this.server.get("/free/mono").join().statusCode()).isEqualTo(200);
		this.server.orders().letGo();
		assertThat(waiting).allSatisfy((response) -> assertThat(response.join().statusCode()).isEqualTo(200));
		assertThat(this.server.orders().mostServed).hasValueLessThanOrEqualTo(2);
		this.server.assertQuiet(302);
	}

	@Test
	void aWaitThatIsTooLongEndsInARejection() {
		this.server.hold();
		HttpResponse<String> late = this.server.get("/mono", "X-Left", "40").join();
		assertThat(late.statusCode()).isEqualTo(503);
		assertThat(late.body()).contains("deadline");
		HttpResponse<String> gone = this.server.get("/mono", "X-Left", "0").join();
		assertThat(gone.body()).contains("deadline");
		this.server.orders().letGo();
		assertThat(this.server.assertQuiet(3)).containsExactlyInAnyOrder("/mono 503", "/mono 503", "/hold 200");
	}

	@Test
	void failuresGivePermitsBack() {
		for (String path : List.of("/fails", "/throws", "/times-out", "/filter-fails")) {
			assertThat(this.server.get(path).join().statusCode()).as(path).isEqualTo(500);
			LimitedReactiveServer.await().until(() -> this.server.limiter().active() == 0);
		}
		this.server.assertQuiet(4);
	}

	@Test
	void aResponseThatBreaksGivesItsPermitBack() throws IOException {
		try (RawConnection connection = this.server.connect()) {
			connection.get("/broken");
			assertThat(new String(connection.readBytes(12), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 ");
			LimitedReactiveServer.await().until(() -> this.server.limiter().active() == 0);
		}
		assertThat(this.server.assertQuiet(1)).singleElement().asString().doesNotContain("aborted");
	}

	@Test
	void streamsHoldNoPermit() throws IOException {
		try (RawConnection events = this.server.connect(); RawConnection lines = this.server.connect()) {
			events.get("/events");
			lines.get("/lines");
			LimitedReactiveServer.await()
				.until(() -> this.server.limit().outcomes().total(Admission.ADMITTED) > 0
						&& this.server.orders().served.get() == 2 && this.server.limiter().active() == 0);
			assertThat(this.server.get("/mono").join().statusCode()).isEqualTo(200);
			this.server.orders().endStreams();
			assertThat(this.server.assertQuiet(3)).containsExactlyInAnyOrder("/mono 200", "/events 200", "/lines 200");
		}
	}

	@Test
	void aHeadRequestIsRejectedWithoutABody() throws IOException {
		this.server.limiter().resize(1, 0);
		this.server.hold();
		try (RawConnection connection = this.server.connect()) {
			connection.write(RawConnection.request("HEAD", "/mono"));
			RawConnection.Response response = connection.read("HEAD");
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.headers()).containsKey("retry-after");
			connection.shutdownOutput();
			assertThat(connection.isClosed()).isTrue();
		}
		this.server.orders().letGo();
		this.server.assertQuiet(2);
	}

	@Test
	void preflightsAndExcludedPathsNeedNoPermit() {
		this.server.limiter().resize(1, 0);
		this.server.hold();
		HttpResponse<String> preflight = this.server
			.send(this.server.request("/mono", "Origin", "http://a.example", "Access-Control-Request-Method", "GET")
				.method("OPTIONS", BodyPublishers.noBody()));
		assertThat(preflight.statusCode()).isNotEqualTo(503);
		assertThat(this.server.get("/free/mono").join().statusCode()).isEqualTo(200);
		assertThat(this.server.get("/actuator/health").join().statusCode()).isIn(200, 503);
		for (String dressedUp : List.of("/free/%2e%2e/mono", "/free;a=b/mono", "/x/../free/mono", "//free/mono")) {
			assertThat(this.server.get(dressedUp).join().statusCode()).as(dressedUp).isIn(400, 503);
		}
		this.server.orders().letGo();
		this.server.assertQuiet(7);
	}

	@Test
	void aWebSocketHoldsAPermitForItsHandshakeOnly() {
		StringBuilder received = new StringBuilder();
		CompletableFuture<String> echoed = new CompletableFuture<>();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(java.net.URI.create("ws://127.0.0.1:" + this.server.port() + "/socket"),
					new WebSocket.Listener() {

						@Override
						public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
							received.append(data);
							echoed.complete(received.toString());
							return WebSocket.Listener.super.onText(webSocket, data, last);
						}

					})
			.join();
		LimitedReactiveServer.await().until(() -> this.server.limiter().active() == 0);
		assertThat(this.server.get("/mono").join().statusCode()).isEqualTo(200);
		socket.sendText("echo", true).join();
		assertThat(echoed.join()).isEqualTo("echo");
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
		assertThat(this.server.assertQuiet(2)).containsExactlyInAnyOrder("/socket 101", "/mono 200");
	}

	@Test
	void streamsOfHttp2AreLimitedOneByOne() {
		this.server.get2("/free/mono").join();
		this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.get2("/mono");
		this.server.awaitWaiting(1);
		HttpResponse<String> rejected = this.server.get2("/mono").join();
		assertThat(rejected.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertThat(rejected.statusCode()).isEqualTo(503);
		this.server.orders().letGo();
		assertThat(waiting.join().statusCode()).isEqualTo(200);
		this.server.assertQuiet(4);
	}

	@Test
	void aLargeBodyThatNobodyReadsDoesNotHarm() throws IOException {
		this.server.limiter().resize(1, 0);
		this.server.hold();
		try (RawConnection connection = this.server.connect()) {
			connection.write(RawConnection.request("POST", "/length", "Content-Length: 10000000"));
			assertThat(connection.read().status()).isEqualTo(503);
		}
		this.server.orders().letGo();
		LimitedReactiveServer.await().until(() -> this.server.limiter().active() == 0);
		assertThat(this.server.get("/mono").join().statusCode()).isEqualTo(200);
		this.server.assertQuiet(3);
	}

	@Test
	void aReaderThatIsSlowHoldsItsPermitUntilItHasAll() throws IOException {
		for (String path : List.of("/pieces", "/piece")) {
			try (RawConnection slow = new RawConnection(this.server.port(), 4096)) {
				slow.get(path);
				assertThat(new String(slow.readBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
				this.server.awaitActive(1);
				assertThat(this.server.get("/mono", "X-Left", "20").join().statusCode()).as(path).isEqualTo(503);
				slow.readBytes(ReactiveOrders.PIECES * ReactiveOrders.PIECE);
				LimitedReactiveServer.await().until(() -> this.server.limiter().active() == 0);
			}
		}
		this.server.assertQuiet(4);
	}

	@Test
	void theLimitMayChangeUnderLoad() {
		this.server.limiter().resize(4, 4);
		List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
		for (int i = 0; i < 400; i++) {
			all.add(this.server.get((i % 3 == 0) ? "/flux" : "/mono"));
			this.server.limiter().resize(1 + i % 7, i % 5);
		}
		assertThat(all).allSatisfy((response) -> assertThat(response.join().statusCode()).isIn(200, 503));
		this.server.assertQuiet(400);
	}

}
