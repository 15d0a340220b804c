package dev.monitor.concurrency.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A WebSocket takes a permit for its handshake, and none while it is open.
 */
@OnEveryServer
class WebSocketTests {

	private final LimitedServer server;

	WebSocketTests(LimitedServer server) {
		this.server = server;
	}

	@AfterEach
	void nothingIsLeft() {
		this.server.assertQuiet();
	}

	private final HttpClient client = HttpClient.newHttpClient();

	private final CompletableFuture<String> echo = new CompletableFuture<>();

	@Test
	void openSocketHoldsNoPermit() {
		this.server.limit(1, 0);
		WebSocket socket = open().join();
		this.server.assertQuiet();
		assertThat(this.server.get("/quick").join().body()).isEqualTo("quick");
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		socket.sendText("hello", true).join();
		assertThat(this.echo.join()).isEqualTo("hello");
		this.server.letGo();
		assertThat(held.join().body()).isEqualTo("held");
		socket.abort();
	}

	@Test
	void handshakeWaitsForAPermit() {
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		CompletableFuture<WebSocket> socket = open();
		this.server.awaitWaiting(1);
		this.server.letGo();
		assertThat(held.join().body()).isEqualTo("held");
		socket.join().sendText("hello", true).join();
		assertThat(this.echo.join()).isEqualTo("hello");
		socket.join().abort();
	}

	@Test
	void handshakeIsRejectedLikeAnyRequest() {
		this.server.limit(1, 0);
		CompletableFuture<HttpResponse<String>> held = this.server.hold();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> open().join())
			.havingCause()
			.isInstanceOfSatisfying(WebSocketHandshakeException.class,
					(ex) -> assertThat(ex.getResponse().statusCode()).isEqualTo(this.server.rejectStatus()));
		this.server.letGo();
		assertThat(held.join().body()).isEqualTo("held");
	}

	private CompletableFuture<WebSocket> open() {
		URI uri = URI.create("ws://127.0.0.1:" + this.server.port() + "/socket");
		return this.client.newWebSocketBuilder().buildAsync(uri, new WebSocket.Listener() {

			@Override
			public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
				WebSocketTests.this.echo.complete(data.toString());
				return CompletableFuture.completedFuture(null);
			}

		});
	}

}
