package dev.monitor.concurrency.reactive;

import java.io.IOException;
import java.util.List;

import dev.monitor.concurrency.servlet.Http2Connection;
import dev.monitor.concurrency.servlet.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of requests whose bodies cannot be read to their end, on each web server,
 * over real sockets. None of them is slow: each ends as soon as the server knows.
 */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(LimitedReactiveServers.class)
@Timeout(60)
class ReactiveBrokenBodyTests {

	private static final String CHUNKED = "Transfer-Encoding: chunked";

	private static final List<String> READERS = List.of("/stream", "/length", "/form", "/parts", "/forgiving");

	private final LimitedReactiveServer server;

	private int sent;

	ReactiveBrokenBodyTests(LimitedReactiveServer server) {
		this.server = server;
		server.forgetEvents();
	}

	@Test
	void aChunkThatIsNoneComesWithTheRequest() throws IOException {
		for (String path : READERS) {
			try (RawConnection connection = this.server.connect()) {
				connection.write(head(path, CHUNKED) + "3\r\nabc\r\nnone\r\n");
				assertEnds(path);
			}
		}
		assertNoneWasSlow();
	}

	@Test
	void aChunkThatIsNoneComesLater() throws IOException {
		for (String path : READERS) {
			try (RawConnection connection = this.server.connect()) {
				connection.write(head(path, CHUNKED) + "3\r\nabc\r\n");
				this.server.awaitActive(1);
				connection.write("3\r\ndef\r\nnone\r\n");
				assertEnds(path);
			}
		}
		assertNoneWasSlow();
	}

	@Test
	void aClientLeavesInTheMiddleOfWhatItSends() throws IOException {
		for (String path : READERS) {
			try (RawConnection connection = this.server.connect()) {
				connection.write(head(path, "Content-Length: 100") + "abc");
				connection.shutdownOutput();
				assertEnds(path);
			}
			try (RawConnection connection = this.server.connect()) {
				connection.write(head(path, "Content-Length: 100") + "abc");
				this.server.awaitActive(1);
				connection.reset();
				assertEnds(path);
			}
		}
		assertNoneWasSlow();
	}

	@Test
	void aStreamIsResetInTheMiddleOfItsBody() throws IOException {
		try (Http2Connection connection = new Http2Connection(this.server.port())) {
			connection.post(1, "/stream");
			this.server.awaitActive(1);
			connection.data(1, "abc");
			connection.resetStream(1);
			assertEnds("/stream");
			connection.awaitPong();
		}
		assertNoneWasSlow();
	}

	private static String head(String path, String header) {
		String type = switch (path) {
			case "/form" -> "application/x-www-form-urlencoded";
			case "/parts" -> "multipart/form-data; boundary=x";
			default -> "text/plain";
		};
		return RawConnection.request("POST", path, "Content-Type: " + type, header);
	}

	/**
	 * Wait until the last request is an event, and nothing is left of it.
	 */
	private void assertEnds(String path) {
		int events = ++this.sent;
		LimitedReactiveServer.await().alias(path).untilAsserted(() -> {
			assertThat(this.server.events()).hasSize(events);
			assertThat(this.server.limiter().active()).isZero();
		});
	}

	private void assertNoneWasSlow() {
		assertThat(this.server.assertQuiet(this.sent)).noneMatch((event) -> event.contains(" 408"));
	}

}
