package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.servlet.RawConnection.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients get that send slowly, wait long or come from pages of another origin, real
 * sockets.
 */
@ParameterizedClass
@MethodSource("dev.monitor.concurrency.servlet.Container#available")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowClientTests {

	private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

	private static final String PARTS = "Content-Type: multipart/form-data; boundary=x";

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext context;

	SlowClientTests(Container container) {
		assertThat(container.isVirtual())
			.isEqualTo(context.getEnvironment().getProperty("spring.threads.virtual.enabled", Boolean.class));
	}

	@BeforeParameterizedClassInvocation
	static void start(Container container) {
		context = container.start(UploadsApplication.class, "monitor.concurrency.max-requests=2",
				"monitor.concurrency.wait-time=0", "monitor.concurrency.slow-body.grace=300ms",
				"monitor.concurrency.suspended=release", "monitor.concurrency.exclude=/free/**",
				"monitor.warmup.enabled=false", "server.http2.enabled=true",
				"management.metrics.use-global-registry=false");
	}

	@AfterParameterizedClassInvocation
	static void close() {
		context.close();
	}

	@AfterEach
	void allPermitsComeBack() {
		LimitedServer.await().until(() -> limiter().active() == 0);
	}

	@Test
	void bodyThatComesTooSlowlyEndsItsRequestWhoeverReadsIt() throws IOException {
		for (String[] upload : new String[][] { { "/stream", "X-Any: x" }, { "/text", "Content-Type: text/plain" },
				{ "/forgiving", "X-Any: x" }, { "/parameter", FORM }, { "/parts", PARTS } }) {
			try (RawConnection slow = connect()) {
				slow.write(RawConnection.request("POST", upload[0], upload[1], "Content-Length: 100000"));
				Response response = drip(slow, "a");
				assertThat(response.status()).as(upload[0]).isEqualTo(408);
				assertThat(response.headers().get("connection")).as(upload[0]).isEqualToIgnoringCase("close");
				LimitedServer.await().until(() -> limiter().active() == 0);
				assertThat(slow.isClosed()).as(upload[0]).isTrue();
			}
		}
	}

	@Test
	void bodyThatDoesNotComeAtAllEndsItsRequestToo() throws IOException {
		try (RawConnection silent = connect()) {
			silent.write(RawConnection.request("POST", "/text", "Content-Length: 100", FORM) + "some");
			assertThat(silent.read().status()).isEqualTo(408);
			LimitedServer.await().until(silent::isClosed);
		}
		nextRequestsWithoutBodyAreServed();
	}

	/**
	 * The container serves them with what served the slow one.
	 */
	private static void nextRequestsWithoutBodyAreServed() throws IOException {
		for (int i = 0; i < 5; i++) {
			try (RawConnection next = connect()) {
				assertThat(next.get("/stream").read().body()).isEqualTo("read 0");
			}
		}
	}

	@Test
	void slowChunksAreNoWayAround() throws IOException {
		try (RawConnection slow = connect()) {
			slow.write(RawConnection.request("POST", "/stream", "Transfer-Encoding: chunked"));
			assertThat(drip(slow, "1\r\na\r\n").status()).isEqualTo(408);
		}
	}

	@Test
	void slowStreamOfHttp2GivesItsPermitBack() throws IOException {
		try (Http2Connection slow = new Http2Connection(port())) {
			slow.post(1, "/stream");
			LimitedServer.await().until(() -> limiter().active() == 1);
			slow.data(1, "a");
			LimitedServer.await().until(() -> limiter().active() == 0);
			slow.get(3, "/poll");
			LimitedServer.await().until(() -> !polls().isEmpty());
			polls().remove().setResult("still there");
		}
	}

	/**
	 * What the client is told, if anything, is up to the application and the container.
	 */
	@Test
	void readerThatDoesNotBlockIsToldToo() throws IOException {
		try (RawConnection slow = connect()) {
			slow.write(RawConnection.request("POST", "/listener", "Content-Length: 100000"));
			while (slow.drips("a")) {
				assertThat(limiter().active()).isLessThanOrEqualTo(1);
			}
			LimitedServer.await().until(() -> limiter().active() == 0);
		}
	}

	@Test
	void bodyThatIsThereOrNotLimitedIsReadToItsEnd() throws IOException {
		try (RawConnection connection = connect()) {
			connection.write(RawConnection.request("POST", "/leisurely", "Content-Length: 40") + "a".repeat(40));
			assertThat(connection.read().body()).isEqualTo("read 40");
			connection.write(RawConnection.request("POST", "/listener", "Content-Length: 4") + "abcd");
			assertThat(connection.read().body()).isEqualTo("read 4");
			connection.write(RawConnection.request("POST", "/free/stream", "Content-Length: 20"));
			assertThat(drip(connection, "a", 20).body()).isEqualTo("read 20");
			connection.write(RawConnection.request("POST", "/text", "Content-Length: 4", FORM) + "a=bc");
			assertThat(connection.read().body()).isEqualTo("read 4");
		}
	}

	@Test
	void suspendedRequestHoldsNoPermit() throws Exception {
		List<RawConnection> polling = new ArrayList<>();
		List<DeferredResult<String>> results = new ArrayList<>();
		UploadsApplication.Uploads uploads = context.getBean(UploadsApplication.Uploads.class);
		for (int i = 0; i < 5; i++) {
			polling.add(connect().get("/poll"));
			results.add(uploads.polls.poll(30, TimeUnit.SECONDS));
			LimitedServer.await().until(() -> limiter().active() == 0);
		}
		results.forEach((result) -> result.setResult("news"));
		for (RawConnection each : polling) {
			assertThat(each.read().body()).isEqualTo("news");
			each.close();
		}
	}

	@Test
	void rejectionCanBeReadByThePagesThatMayReadAnAnswer() throws IOException {
		while (limiter().tryAcquire()) {
			assertThat(limiter().active()).isLessThanOrEqualTo(limiter().limit());
		}
		try {
			Response mapped = rejected("GET", "/mapped/orders", UploadsApplication.SHOP);
			assertThat(mapped.headers()).containsEntry("access-control-allow-origin", UploadsApplication.SHOP)
				.containsEntry("access-control-allow-credentials", "true")
				.containsEntry("vary", "Origin")
				.containsKey("retry-after");
			assertThat(rejected("GET", "/sourced/orders", UploadsApplication.SHOP).headers())
				.containsEntry("access-control-allow-origin", UploadsApplication.SHOP)
				.containsEntry("access-control-expose-headers", "Retry-After");
			assertThat(rejected("POST", "/annotated", UploadsApplication.SHOP, FORM, "Content-Length: 100").headers())
				.containsEntry("access-control-allow-origin", UploadsApplication.SHOP);
			assertThat(rejected("GET", "/mapped/orders", "https://thief.example").headers())
				.doesNotContainKeys("access-control-allow-origin", "access-control-expose-headers");
			assertThat(rejected("POST", "/sourced/orders", UploadsApplication.SHOP).headers())
				.doesNotContainKey("access-control-allow-origin");
			assertThat(rejected("GET", "/poll", UploadsApplication.SHOP).headers())
				.doesNotContainKey("access-control-allow-origin");
		}
		finally {
			while (limiter().active() > 0) {
				limiter().release();
			}
		}
	}

	private Response rejected(String method, String path, String origin, String... headers) throws IOException {
		List<String> all = new ArrayList<>(List.of(headers));
		all.add("Origin: " + origin);
		try (RawConnection connection = connect()) {
			connection.write(RawConnection.request(method, path, all.toArray(String[]::new)));
			Response response = connection.read();
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.body()).contains("no more may wait", "queue_full");
			return response;
		}
	}

	private static Response drip(RawConnection connection, String piece) throws IOException {
		return drip(connection, piece, Integer.MAX_VALUE);
	}

	/**
	 * Send a piece now and then until an answer comes.
	 */
	private static Response drip(RawConnection connection, String piece, int times) throws IOException {
		for (int i = 0; i < times && connection.drips(piece); i++) {
			assertThat(limiter().active()).isLessThanOrEqualTo(1);
		}
		return connection.read();
	}

	private static RawConnection connect() throws IOException {
		return new RawConnection(port());
	}

	private static int port() {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static Queue<DeferredResult<String>> polls() {
		return context.getBean(UploadsApplication.Uploads.class).polls;
	}

	private static ConcurrencyLimiter limiter() {
		return context.getBean(ConcurrencyLimit.class).limiter();
	}

}
