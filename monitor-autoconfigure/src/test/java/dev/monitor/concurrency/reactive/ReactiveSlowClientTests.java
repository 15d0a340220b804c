package dev.monitor.concurrency.reactive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.monitor.concurrency.servlet.Http2Connection;
import dev.monitor.concurrency.servlet.RawConnection;
import dev.monitor.concurrency.servlet.RawConnection.Response;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients of reactive applications get that send slowly or come from pages of
 * another origin, on each web server, over real sockets.
 */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(LimitedReactiveServers.class)
@Timeout(60)
class ReactiveSlowClientTests {

	private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

	private static final String PARTS = "Content-Type: multipart/form-data; boundary=x";

	private final LimitedReactiveServer server;

	ReactiveSlowClientTests(LimitedReactiveServer server) {
		this.server = server;
		server.forgetEvents();
	}

	@Test
	void aBodyThatComesTooSlowlyEndsItsRequestWhoeverReadsIt() throws IOException {
		List<String[]> uploads = List.of(new String[][] { { "/stream", "X-Any: x" },
				{ "/length", "Content-Type: text/plain" }, { "/forgiving", "X-Forwarded-For: 203.0.113.7" },
				{ "/form", FORM }, { "/parts", PARTS }, { "/detached", "X-Any: x" } });
		for (String[] upload : uploads) {
			try (RawConnection slow = this.server.connect()) {
				slow.write(RawConnection.request("POST", upload[0], upload[1], "Content-Length: 100000"));
				Response response = drip(slow, "a");
				assertThat(response.status()).as(upload[0]).isEqualTo(408);
				assertThat(response.body()).as(upload[0]).contains("slow_body", "Request Timeout");
				assertThat(response.headers().get("connection")).as(upload[0]).isEqualToIgnoringCase("close");
				this.server.awaitActive(0);
				assertThat(slow.isClosed()).as(upload[0]).isTrue();
			}
		}
		assertThat(this.server.assertQuiet(6)).allMatch((event) -> event.contains(" 408"));
	}

	@Test
	void whoReadsABodyForAnotherReasonIsToldToo() throws Exception {
		try (RawConnection slow = this.server.connect()) {
			slow.write(RawConnection.request("POST", "/detached", "Content-Length: 100"));
			assertThat(slow.read().status()).isEqualTo(408);
			Throwable told = this.server.context().getBean(ReactiveUploads.class).failures.poll(10, TimeUnit.SECONDS);
			assertThat(told).hasMessageContaining("too slowly");
		}
		this.server.assertQuiet(1);
	}

	@Test
	void slowChunksAreNoWayAround() throws IOException {
		try (RawConnection slow = this.server.connect()) {
			slow.write(RawConnection.request("POST", "/stream", "Transfer-Encoding: chunked"));
			assertThat(drip(slow, "1\r\na\r\n").status()).isEqualTo(408);
		}
		assertThat(this.server.assertQuiet(1)).singleElement().asString().startsWith("/stream 408");
	}

	@Test
	void aSlowStreamOfHttp2GivesItsPermitBack() throws IOException {
		try (Http2Connection slow = new Http2Connection(this.server.port())) {
			slow.post(1, "/stream");
			this.server.awaitActive(1);
			slow.data(1, "a");
			this.server.awaitActive(0);
			slow.awaitPong();
		}
		this.server.assertQuiet(1);
	}

	@Test
	void aBodyThatIsThereOrNotLimitedOrNotReadIsNotSlow() throws IOException {
		try (RawConnection connection = this.server.connect()) {
			connection.write(RawConnection.request("POST", "/leisurely", "Content-Length: 40") + "a".repeat(40));
			assertThat(connection.read().body()).isEqualTo("read 40");
			connection.write(RawConnection.request("POST", "/free/stream", "Content-Length: 20"));
			assertThat(drip(connection, "a", 20).body()).isEqualTo("read 20");
			connection.write(RawConnection.request("POST", "/form", "Content-Length: 4", FORM) + "a=bc");
			assertThat(connection.read().body()).isEqualTo("read bc");
			connection.write(RawConnection.request("POST", "/unread", "Content-Length: 40"));
			assertThat(connection.read().body()).isEqualTo("unread");
		}
		this.server.assertQuiet(4);
	}

	/**
	 * Its permit is back, and there are applications that send events for hours.
	 */
	@Test
	void aBodyIsNotSlowOnceItsResponseIsAStream() throws IOException {
		try (RawConnection connection = this.server.connect()) {
			connection.write(RawConnection.request("POST", "/echo", "Content-Length: 20") + "aaaaaaaaaa");
			assertThat(new String(connection.readBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
			int sent = 0;
			while (sent < 10) {
				if (connection.drips("b")) {
					sent++;
				}
				else {
					connection.readBytes(1);
				}
			}
			readUntil(connection, "0\r\n\r\n");
		}
		assertThat(this.server.assertQuiet(1)).containsExactly("/echo 200");
	}

	@Test
	void aResponseThatHasBegunIsCutOff() throws IOException {
		try (RawConnection slow = this.server.connect()) {
			slow.write(RawConnection.request("POST", "/begun", "Content-Length: 100") + "some");
			assertThat(new String(slow.readBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
			this.server.awaitActive(0);
		}
		this.server.assertQuiet(1);
	}

	@Test
	void aRejectionCanBeReadByThePagesThatMayReadAnAnswer() throws IOException {
		this.server.limiter().resize(1, 0);
		this.server.hold();
		assertThat(rejected("GET", "/mapped/orders", ReactiveUploads.SHOP))
			.containsEntry("access-control-allow-origin", ReactiveUploads.SHOP)
			.containsEntry("access-control-allow-credentials", "true")
			.containsKeys("vary", "retry-after");
		assertThat(rejected("GET", "/sourced/orders", ReactiveUploads.SHOP))
			.containsEntry("access-control-allow-origin", ReactiveUploads.SHOP)
			.containsEntry("access-control-expose-headers", "Retry-After");
		assertThat(rejected("POST", "/annotated", ReactiveUploads.SHOP, FORM, "Content-Length: 100"))
			.containsEntry("access-control-allow-origin", ReactiveUploads.SHOP)
			.containsEntry("access-control-expose-headers", "Retry-After");
		for (String path : List.of("/mapped/orders", "/sourced/orders")) {
			assertThat(rejected("GET", path, "https://thief.example")).doesNotContainKeys("access-control-allow-origin",
					"access-control-expose-headers");
		}
		assertThat(rejected("POST", "/sourced/orders", ReactiveUploads.SHOP))
			.doesNotContainKey("access-control-allow-origin");
		assertThat(rejected("GET", "/mono", ReactiveUploads.SHOP)).doesNotContainKey("access-control-allow-origin");
		assertThat(this.server.context()
			.getBean(MeterRegistry.class)
			.find("http.server.requests")
			.tags("status", "503", "uri", "/mapped/orders")
			.timer()).isNull();
		this.server.orders().letGo();
		this.server.assertQuiet(8);
	}

	private Map<String, String> rejected(String method, String path, String origin, String... headers)
			throws IOException {
		String[] all = new String[headers.length + 1];
		all[0] = "Origin: " + origin;
		System.arraycopy(headers, 0, all, 1, headers.length);
		try (RawConnection connection = this.server.connect()) {
			connection.write(RawConnection.request(method, path, all));
			Response response = connection.read();
			assertThat(response.status()).as(path).isEqualTo(503);
			assertThat(response.body()).contains("queue_full");
			return response.headers();
		}
	}

	private Response drip(RawConnection connection, String piece) throws IOException {
		return drip(connection, piece, Integer.MAX_VALUE);
	}

	/**
	 * Send a piece now and then until an answer comes.
	 */
	private Response drip(RawConnection connection, String piece, int times) throws IOException {
		for (int i = 0; i < times && connection.drips(piece); i++) {
			assertThat(this.server.limiter().active()).isLessThanOrEqualTo(1);
		}
		return connection.read();
	}

	private static void readUntil(RawConnection connection, String end) throws IOException {
		StringBuilder received = new StringBuilder();
		while (received.indexOf(end) < 0) {
			received.append(new String(connection.readBytes(1), StandardCharsets.US_ASCII));
		}
	}

}
