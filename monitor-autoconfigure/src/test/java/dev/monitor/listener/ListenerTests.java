package dev.monitor.listener;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.monitor.http.HttpResponse;
import dev.monitor.http.Responder;
import dev.monitor.listener.http.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What clients of every kind get from the listener, over real sockets.
 */
class ListenerTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private static final byte[] BODY = "fine".getBytes(StandardCharsets.ISO_8859_1);

	private static final byte[] HUGE = new byte[20_000_000];

	private final List<Socket> sockets = new ArrayList<>();

	private final BlockingQueue<Consumer<HttpResponse>> waiting = new LinkedBlockingQueue<>();

	private Listener listener;

	private final Responder responder = (request, answer) -> {
		switch (request.path()) {
			case "/health" -> answer.accept(HttpResponse.of(200, "text/plain", BODY));
			case "/broken" -> throw new IllegalStateException("nothing to say");
			case "/late" -> this.waiting.add(answer);
			case "/huge" -> answer.accept(HttpResponse.of(200, "text/plain", HUGE));
			default -> answer.accept(HttpResponse.of(404));
		}
	};

	@BeforeEach
	void open() throws IOException {
		this.listener = Listener.open("test", new InetSocketAddress(LOOPBACK, 0), HttpExchange.with(this.responder));
	}

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.listener.close();
	}

	@Test
	void aResponseEndsTheConnectionAndMustNotBeStored() throws IOException {
		assertThat(exchange("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\nDate: ")
			.contains("\r\nCache-Control: no-store\r\n", "\r\nConnection: close\r\n",
					"\r\nContent-Type: text/plain\r\n", "\r\nContent-Length: 4\r\n")
			.endsWith("\r\n\r\nfine");
	}

	@Test
	void theHeadTellsTheLengthOfTheBodyItDoesNotHave() throws IOException {
		assertThat(exchange("HEAD /health HTTP/1.1\r\nHost: x\r\n\r\n")).contains("\r\nContent-Length: 4\r\n")
			.endsWith("\r\n\r\n");
	}

	@ParameterizedTest
	@CsvSource({ "GET /other HTTP/1.1, 404", "nonsense, 400", "GET /broken HTTP/1.1, 500" })
	void whatCannotBeAnsweredIsRefused(String start, int status) throws IOException {
		assertThat(exchange(start + "\r\n\r\n")).startsWith("HTTP/1.1 " + status + " ")
			.contains("Content-Length: 0\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r\n", "\n", "\r\n\r\n" })
	void emptyLinesBeforeARequestAreIgnored(String lines) throws IOException {
		assertThat(exchange(lines + "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void anAnswerMayComeLaterAndFromAnotherThread() throws Exception {
		Socket socket = connect();
		socket.getOutputStream().write("GET /late HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
		Consumer<HttpResponse> answer = this.waiting.take();
		assertThat(exchange("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200 ");
		answer.accept(HttpResponse.of(403));
		answer.accept(HttpResponse.of(404));
		assertThat(answer(socket)).startsWith("HTTP/1.1 403 ");
	}

	@Test
	void clientsThatReadNothingHoldUpNobody() throws IOException {
		for (int i = 0; i < 20; i++) {
			connect().getOutputStream()
				.write("GET /huge HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
		}
		assertThat(exchange("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void aLargeBodyArrivesWhole() throws IOException {
		assertThat(exchange("GET /huge HTTP/1.1\r\nHost: x\r\n\r\n").length()).isGreaterThan(HUGE.length);
	}

	@Test
	void aHeadMayComeInPiecesAndWithLineFeedsAlone() throws IOException {
		Socket socket = connect();
		for (byte piece : "GET /health HTTP/1.1\nHost: x\n\n".getBytes(StandardCharsets.ISO_8859_1)) {
			socket.getOutputStream().write(piece);
			socket.getOutputStream().flush();
		}
		assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void aHugeHeadIsRefusedAndTheAnswerArrives() throws IOException {
		assertThat(exchange("GET /health HTTP/1.1\r\nX-Much: " + "x".repeat(200_000) + "\r\n\r\n"))
			.startsWith("HTTP/1.1 431 ");
	}

	@Test
	void aBodyIsNotReadAndTheAnswerArrives() throws IOException {
		assertThat(exchange("GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(300_000)))
			.startsWith("HTTP/1.1 200 ");
	}

	@Test
	void halfRequestsAndSilentClientsHoldUpNobody() throws IOException {
		for (int i = 0; i < 300; i++) {
			Socket socket = connect();
			if (i % 2 == 0) {
				socket.getOutputStream().write("GET /health HT".getBytes(StandardCharsets.ISO_8859_1));
			}
		}
		assertThat(exchange("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void theOldestConnectionMakesWay() throws IOException {
		Socket first = connect();
		for (int i = 0; i < 256; i++) {
			connect();
		}
		assertThat(first.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	void noiseAndResetsChangeNothing() throws IOException {
		Random random = new Random(42);
		for (int i = 0; i < 300; i++) {
			try (Socket socket = connect()) {
				byte[] noise = new byte[random.nextInt(200)];
				random.nextBytes(noise);
				socket.getOutputStream().write(noise);
				socket.setSoLinger(true, 0);
			}
		}
		assertThat(exchange("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void aConnectionThatFailsInAnUnknownWayHoldsUpNobody() throws IOException {
		AtomicInteger connections = new AtomicInteger();
		Transport.Factory transports = (channel) -> {
			Transport plain = new PlainTransport(channel);
			return (connections.getAndIncrement() == 0) ? new BrokenTransport(plain) : plain;
		};
		try (Listener fragile = Listener.open("fragile", new InetSocketAddress(LOOPBACK, 0), transports,
				HttpExchange.with(this.responder)); Socket first = new Socket(LOOPBACK, fragile.port())) {
			first.setSoTimeout(20_000);
			first.getOutputStream().write('G');
			assertThat(first.getInputStream().read()).isEqualTo(-1);
			assertAnswersTheNext(fragile);
		}
	}

	private static void assertAnswersTheNext(Listener listener) throws IOException {
		try (Socket next = new Socket(LOOPBACK, listener.port())) {
			next.setSoTimeout(20_000);
			next.getOutputStream()
				.write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			assertThat(new String(next.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
				.startsWith("HTTP/1.1 200 OK\r\n");
		}
	}

	@Test
	void aSessionThatCannotEvenExpireHoldsUpNobody() throws IOException {
		AtomicInteger connections = new AtomicInteger();
		Session.Factory sessions = (connection) -> (connections.getAndIncrement() == 0) ? new BrokenSession(connection)
				: new HttpExchange(connection, this.responder);
		try (Listener fragile = Listener.open("fragile", new InetSocketAddress(LOOPBACK, 0), sessions);
				Socket first = new Socket(LOOPBACK, fragile.port())) {
			first.setSoTimeout(20_000);
			assertThat(first.getInputStream().read()).isEqualTo(-1);
			assertAnswersTheNext(fragile);
		}
	}

	private static final class BrokenSession implements Session {

		private BrokenSession(Connection connection) {
			connection.expireAfter(Duration.ofMillis(1));
		}

		@Override
		public boolean receive(ByteBuffer bytes, boolean last) {
			return true;
		}

		@Override
		public boolean expire() {
			throw new NoClassDefFoundError("on purpose");
		}

	}

	private record BrokenTransport(Transport plain) implements Transport {

		@Override
		public int read(ByteBuffer target) {
			throw new IllegalStateException("broken");
		}

		@Override
		public boolean write(ByteBuffer source) throws IOException {
			return this.plain.write(source);
		}

		@Override
		public boolean end() throws IOException {
			return this.plain.end();
		}

		@Override
		public boolean isWriting() {
			return this.plain.isWriting();
		}

	}

	@Test
	void whoeverHasAskedWhenItClosesIsStillAnswered() throws IOException {
		List<Socket> asking = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			Socket socket = connect();
			socket.getOutputStream()
				.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			asking.add(socket);
		}
		this.listener.close();
		for (Socket socket : asking) {
			assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void closingFreesThePortAndTheThread() throws IOException {
		Socket open = connect();
		int port = this.listener.port();
		this.listener.close();
		assertThat(isClosed(open)).isTrue();
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().equals("monitor-test-listener")));
		try (ServerSocket again = new ServerSocket()) {
			again.setReuseAddress(true);
			again.bind(new InetSocketAddress(LOOPBACK, port));
		}
	}

	private String exchange(String request) throws IOException {
		Socket socket = connect();
		socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
		return answer(socket);
	}

	private static String answer(Socket socket) throws IOException {
		try (InputStream input = socket.getInputStream()) {
			return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	private static boolean isClosed(Socket socket) throws IOException {
		try {
			return socket.getInputStream().read() == -1;
		}
		catch (SocketException ex) {
			return true;
		}
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket(LOOPBACK, this.listener.port());
		socket.setSoTimeout(20_000);
		this.sockets.add(socket);
		return socket;
	}

}
