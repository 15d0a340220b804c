package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * What becomes of a connection on which requests are rejected.
 */
@OnEveryServer
class RejectedConnectionTests {

	private final LimitedServer server;

	private CompletableFuture<HttpResponse<String>> held = new CompletableFuture<>();

	RejectedConnectionTests(LimitedServer server) {
		this.server = server;
	}

	@BeforeEach
	void fill() {
		this.server.limit(1, 0);
		this.held = this.server.hold();
	}

	@AfterEach
	void letGo() {
		this.server.letGo();
		assertThat(this.held.join().body()).isEqualTo("held");
		this.server.assertQuiet();
	}

	/**
	 * After a 503 Tomcat closes the connection, and the rest is never read.
	 */
	@Test
	void pipelinedRequestsAreEachRejectedOnceAndInOrder() throws IOException {
		long before = this.server.arrivals().begun();
		int expected = this.server.rejectionCloses() ? 1 : 20;
		try (RawConnection connection = this.server.connect()) {
			connection.write(RawConnection.request("GET", "/quick").repeat(20));
			for (int i = 0; i < expected; i++) {
				assertRejected(connection.read());
			}
			if (this.server.rejectionCloses()) {
				assertThat(connection.isClosed()).isTrue();
			}
			else {
				assertThat(connection.get("/free/quick").read().body()).isEqualTo("quick");
				before++;
			}
		}
		assertThat(this.server.arrivals().begun() - before).isEqualTo(expected);
	}

	@Test
	void headGetsTheHeadersOfARejectionAndNoBody() throws IOException {
		try (RawConnection connection = this.server.connect()) {
			connection.write(RawConnection.request("HEAD", "/quick"));
			RawConnection.Response rejected = connection.read("HEAD");
			assertThat(rejected.status()).isEqualTo(this.server.rejectStatus());
			assertThat(rejected.headers()).containsKeys("retry-after", "content-length");
			assertGoesOnOrCloses(connection);
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Content-Length: %d\r\n\r\n%s", "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" })
	void unreadBodyThatLooksLikeARequestIsNotTakenForOne(String form) throws IOException {
		String smuggled = RawConnection.request("GET", "/free/quick");
		long before = this.server.arrivals().begun();
		try (RawConnection connection = this.server.connect()) {
			String head = RawConnection.request("POST", "/orders").stripTrailing() + "\r\n";
			connection.write(head + form.formatted(smuggled.length(), smuggled));
			assertRejected(connection.read());
			assertThat(this.server.arrivals().begun() - before).isEqualTo(1);
			assertGoesOnOrCloses(connection);
		}
	}

	@Test
	void clientThatAsksWhetherToSendItsBodyIsToldNotTo() throws IOException {
		try (RawConnection connection = this.server.connect()) {
			connection
				.write(RawConnection.request("POST", "/orders", "Content-Length: 1000000", "Expect: 100-continue"));
			RawConnection.Response answer = connection.read();
			if (this.server.container().isTomcat()) {
				assertThat(answer.status()).isEqualTo(100);
				answer = connection.read();
			}
			assertRejected(answer);
			assertThat(connection.isClosed()).isTrue();
		}
	}

	/**
	 * Neither server reads a hundred megabytes for a rejection: both answer and close.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Connection: keep-alive", "Connection: close" })
	void largeBodyIsNotReadForARejection(String header) throws IOException {
		try (RawConnection connection = this.server.connect()) {
			connection.write(RawConnection.request("POST", "/orders", "Content-Length: 100000000", header));
			assertRejected(connection.read());
			assertThatIOException().isThrownBy(() -> {
				for (int megabyte = 0; megabyte < 100; megabyte++) {
					connection.write(new byte[1_000_000]);
				}
			});
		}
	}

	private void assertRejected(RawConnection.Response response) {
		assertThat(response.status()).isEqualTo(this.server.rejectStatus());
		assertThat(response.body()).endsWith("\"reason\":\"queue_full\"}");
	}

	private void assertGoesOnOrCloses(RawConnection connection) throws IOException {
		if (this.server.rejectionCloses()) {
			assertThat(connection.isClosed()).isTrue();
		}
		else {
			assertThat(connection.get("/free/quick").read().body()).isEqualTo("quick");
		}
	}

}
