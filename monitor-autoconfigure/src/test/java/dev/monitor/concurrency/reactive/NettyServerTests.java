package dev.monitor.concurrency.reactive;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.servlet.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Reactor Netty does that servlet containers do not: it notices at once that a
 * client has left, and serves what one connection sends in a row.
 */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(LimitedReactiveServers.OnNetty.class)
@Timeout(60)
class NettyServerTests {

	private final LimitedReactiveServer server;

	NettyServerTests(LimitedReactiveServer server) {
		this.server = server;
		server.forgetEvents();
	}

	@Test
	void aClientThatLeavesWhileItWaitsGivesItsPlaceBackAtOnce() throws IOException {
		this.server.hold();
		try (RawConnection leaving = this.server.connect().get("/mono")) {
			this.server.awaitWaiting(1);
			leaving.reset();
			this.server.awaitWaiting(0);
		}
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/flux");
		this.server.orders().letGo();
		assertThat(waiting.join().statusCode()).isEqualTo(200);
		assertThat(this.server.assertQuiet(3)).containsExactlyInAnyOrder("/mono 200 aborted", "/hold 200", "/flux 200");
	}

	@Test
	void aClientThatLeavesWhileItIsServedGivesItsPermitBackAtOnce() throws IOException {
		try (RawConnection leaving = this.server.connect().get("/hold")) {
			this.server.awaitActive(1);
			CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/mono");
			leaving.reset();
			assertThat(waiting.join().statusCode()).isEqualTo(200);
		}
		assertThat(this.server.assertQuiet(2)).containsExactlyInAnyOrder("/hold 200 aborted", "/mono 200");
	}

	@Test
	void aClientThatLeavesInTheMiddleOfABodyGivesItsPermitBackAtOnce() throws IOException {
		for (String path : List.of("/pieces", "/piece")) {
			try (RawConnection leaving = new RawConnection(this.server.port(), 4096)) {
				leaving.get(path).readBytes(1000);
				leaving.reset();
			}
			this.server.awaitActive(0);
		}
		assertThat(this.server.assertQuiet(2)).containsExactly("/pieces 200 aborted", "/piece 200 aborted");
	}

	@Test
	void aClientThatLeavesAStreamIsNoticedBeforeTheNextEvent() throws IOException {
		try (RawConnection leaving = this.server.connect().get("/lines")) {
			leaving.readBytes(20);
			leaving.reset();
		}
		assertThat(this.server.assertQuiet(1)).containsExactly("/lines 200 aborted");
	}

	@Test
	void aClientThatLeavesInTheMiddleOfItsRequestGivesItsPermitBackAtOnce() throws IOException {
		try (RawConnection leaving = this.server.connect()) {
			leaving.write(RawConnection.request("POST", "/length", "Content-Length: 100") + "some");
			this.server.awaitActive(1);
			leaving.reset();
		}
		assertThat(this.server.assertQuiet(1)).singleElement().asString().endsWith(" aborted");
	}

	@Test
	void aClientThatHasAllOfItsResponseMayLeave() throws IOException {
		try (RawConnection satisfied = this.server.connect().get("/full")) {
			assertThat(satisfied.read().status()).isEqualTo(200);
		}
		assertThat(this.server.assertQuiet(1)).containsExactly("/full 200");
	}

	@Test
	void requestsInARowAreServedOneByOne() throws IOException {
		try (RawConnection connection = this.server.connect()) {
			StringBuilder requests = new StringBuilder();
			for (String path : List.of("/mono", "/flux", "/hold", "/mono")) {
				requests.append(RawConnection.request("GET", path));
			}
			connection.write(requests.toString());
			assertThat(connection.read().body()).isEqualTo("mono");
			assertThat(connection.read().body()).isEqualTo("ab");
			LimitedReactiveServer.await().until(() -> this.server.orders().held.size() == 1);
			assertThat(this.server.limiter().waiting()).isZero();
			this.server.orders().letGo();
			assertThat(connection.read().body()).isEqualTo("held");
			assertThat(connection.read().body()).isEqualTo("mono");
		}
		assertThat(this.server.assertQuiet(4)).containsExactly("/mono 200", "/flux 200", "/hold 200", "/mono 200");
	}

	@Test
	void aRejectionKeepsTheConnection() throws IOException {
		this.server.limiter().resize(1, 0);
		this.server.hold();
		try (RawConnection connection = this.server.connect()) {
			for (int i = 0; i < 3; i++) {
				assertThat(connection.get("/mono").read().status()).isEqualTo(503);
			}
		}
		this.server.orders().letGo();
		this.server.assertQuiet(4);
	}

	@Test
	void whatCannotBeReadIsAnEvent() throws IOException {
		for (String garbage : List.of("G\u0001T / HTTP/1.1\r\n\r\n", "garbage\r\n\r\n")) {
			try (RawConnection connection = this.server.connect()) {
				connection.write(garbage);
				assertThat(connection.read().status()).isEqualTo(400);
			}
		}
		assertThat(this.server.assertQuiet(2)).allSatisfy((event) -> assertThat(event).endsWith(" 400"));
	}

	@Test
	void aRequestThatHasWaitedGoesOnInTheEventLoopOfItsConnection() {
		this.server.hold();
		CompletableFuture<HttpResponse<String>> waiting = this.server.waiting("/mono");
		// the permit comes back on this thread
		this.server.orders().letGo();
		waiting.join();
		assertThat(this.server.orders().thread).startsWith("webflux-http-");
		this.server.assertQuiet(2);
	}

	@Test
	void theWaitIsOverAfterItsTime() {
		try (LimitedReactiveServer another = new LimitedReactiveServer(ReactiveContainer.NETTY,
				"monitor.concurrency.wait-time=30ms", "server.shutdown=graceful", "management.server.port=0",
				"spring.webflux.base-path=/app")) {
			another.limiter().resize(1, 5);
			CompletableFuture<HttpResponse<String>> held = another.get("/app/hold");
			another.awaitActive(1);
			HttpResponse<String> rejected = another.get("/app/mono").join();
			assertThat(rejected.body()).contains("wait_timeout");
			assertThat(another.get("/app/free/mono").join().statusCode()).isEqualTo(200);
			assertThat(this.server.limiter().waiting()).isZero();
			assertThat(actuator(another)).isIn(200, 503);
			assertThat(another.limiter().active()).isEqualTo(1);
			another.orders().letGo();
			assertThat(held.join().statusCode()).isEqualTo(200);
			assertThat(another.assertQuiet(3)).containsExactlyInAnyOrder("/app/mono 503", "/app/free/mono 200",
					"/app/hold 200");
		}
		finally {
			this.server.forgetEvents();
		}
	}

	@Test
	void aStopSendsAwayWhoWaits() {
		LimitedReactiveServer another = new LimitedReactiveServer(ReactiveContainer.NETTY, "server.shutdown=graceful");
		ConcurrencyLimit limit = another.limit();
		CompletableFuture<HttpResponse<String>> held = another.hold();
		CompletableFuture<HttpResponse<String>> waiting = another.waiting("/mono");
		// not in the common pool, in which the client may complete its answers
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(another::close,
				(work) -> new Thread(work, "stop").start());
		HttpResponse<String> rejected = waiting.join();
		assertThat(rejected.statusCode()).isEqualTo(503);
		assertThat(rejected.body()).contains("shutdown");
		another.orders().letGo();
		assertThat(held.join().statusCode()).isEqualTo(200);
		stopped.join();
		assertThat(limit.limiter().active()).isZero();
		assertThat(limit.limiter().waiting()).isZero();
		this.server.forgetEvents();
	}

	private static int actuator(LimitedReactiveServer server) {
		int port = server.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
		try (RawConnection connection = new RawConnection(port)) {
			return connection.get("/actuator/health").read().status();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
