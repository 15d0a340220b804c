package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * HTTP/2 without TLS: many requests at once on one connection.
 */
@OnEveryServer
class Http2Tests {

	private final LimitedServer server;

	Http2Tests(LimitedServer server) {
		this.server = server;
	}

	@AfterEach
	void nothingIsLeft() {
		this.server.assertQuiet();
	}

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

	@Test
	void requestsOnOneConnectionWaitAndAreRejectedEachForItself() {
		upgrade();
		CompletableFuture<HttpResponse<String>> held = get("/hold");
		this.server.awaitHeld();
		CompletableFuture<HttpResponse<String>> waiting = get("/quick");
		this.server.awaitWaiting(1);
		HttpResponse<String> rejected = get("/quick").join();
		assertThat(rejected.statusCode()).isEqualTo(this.server.rejectStatus());
		assertThat(rejected.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertThat(rejected.headers().firstValue("Connection")).isEmpty();
		this.server.letGo();
		assertThat(held.join().body()).isEqualTo("held");
		assertThat(waiting.join().body()).isEqualTo("quick");
	}

	@Test
	void everyStreamOfManyIsAnsweredOnce() {
		upgrade();
		this.server.limit(2, 2);
		long before = this.server.arrivals().begun();
		List<CompletableFuture<HttpResponse<String>>> responses = Stream
			.generate(() -> List.of(get("/quick"), get("/again"), get("/callable")))
			.limit(15)
			.flatMap(List::stream)
			.toList();
		this.server.orders().letGo.release(45);
		assertThat(responses.stream().map(CompletableFuture::join).map(HttpResponse::statusCode)).containsOnly(200,
				this.server.rejectStatus());
		assertThat(this.server.arrivals().begun() - before).isEqualTo(45);
		assertThat(this.server.served().mostInside()).isLessThanOrEqualTo(2);
	}

	@Test
	void asynchronousStreamHoldsItsPermitUntilItCompletes() throws InterruptedException {
		upgrade();
		CompletableFuture<HttpResponse<String>> deferred = get("/deferred");
		var result = this.server.slowOrders().deferred.poll(30, TimeUnit.SECONDS);
		assertThat(result).isNotNull();
		CompletableFuture<HttpResponse<String>> waiting = get("/quick");
		this.server.awaitWaiting(1);
		result.setResult("later");
		assertThat(deferred.join().body()).isEqualTo("later");
		assertThat(waiting.join().body()).isEqualTo("quick");
	}

	@Test
	void connectionThatIsLostGivesAllPermitsBack() throws IOException {
		this.server.limit(3, 3);
		try (Http2Connection connection = new Http2Connection(this.server.port())) {
			for (int stream = 1; stream <= 11; stream += 2) {
				connection.get(stream, "/hold");
			}
			this.server.awaitWaiting(3);
			connection.reset();
		}
		this.server.orders().letGo.release(6);
		LimitedServer.await().until(() -> this.server.limiter().active() == 0);
	}

	@Test
	void streamsThatAreResetAsSoonAsTheyAreOpenedLeaveNothingBehind() throws IOException {
		this.server.limit(2, 2);
		try (Http2Connection connection = new Http2Connection(this.server.port())) {
			for (int stream = 1; stream < 200; stream += 2) {
				connection.get(stream, "/quick");
				connection.resetStream(stream);
			}
			connection.awaitPong();
		}
		this.server.assertQuiet();
		assertThat(this.server.get("/quick").join().body()).isEqualTo("quick");
	}

	@Test
	void streamThatIsResetWhileItIsServedGivesItsPermitBackWhenTheHandlerEnds() throws IOException {
		try (Http2Connection connection = new Http2Connection(this.server.port())) {
			connection.get(1, "/hold");
			this.server.awaitHeld();
			connection.get(3, "/quick");
			this.server.awaitWaiting(1);
			connection.resetStream(1);
			connection.resetStream(3);
			connection.awaitPong();
			assertThat(this.server.limiter().active()).isEqualTo(1);
			this.server.letGo();
			LimitedServer.await().until(() -> this.server.limiter().active() == 0);
		}
	}

	/**
	 * The first request is one of HTTP/1.1 that asks for HTTP/2; those that follow share
	 * its connection.
	 */
	private void upgrade() {
		assertThat(get("/quick").join().version()).isEqualTo(HttpClient.Version.HTTP_2);
	}

	private CompletableFuture<HttpResponse<String>> get(String path) {
		return this.client.sendAsync(this.server.request(path).build(), BodyHandlers.ofString());
	}

}
