package dev.monitor.health.listener;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.monitor.FakeClock;
import dev.monitor.gate.Gates;
import dev.monitor.gate.SwitchGate;
import dev.monitor.health.answer.GateAnswers;
import dev.monitor.health.answer.ReasonAudience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What clients of every kind get from the listener, over real sockets.
 */
class HealthListenerTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private final SwitchGate gate = SwitchGate.opened("mine", new FakeClock());

	private final List<Socket> sockets = new ArrayList<>();

	private final Map<String, GateAnswers> answers = Map.of("/health",
			new GateAnswers(() -> new Gates(List.of(this.gate)), ReasonAudience.LOOPBACK), "/broken",
			new GateAnswers(() -> {
				throw new IllegalStateException("no gates");
			}, ReasonAudience.NOBODY));

	private HealthListener listener;

	@BeforeEach
	void open() throws IOException {
		this.listener = HealthListener.open(new InetSocketAddress(LOOPBACK, 0), this.answers);
	}

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.listener.close();
	}

	@Test
	void anOpenGateIsUp() throws IOException {
		assertThat(exchange("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\nDate: ")
			.contains("\r\nCache-Control: no-store\r\n", "\r\nConnection: close\r\n",
					"\r\nContent-Type: application/json\r\n", "\r\nContent-Length: 15\r\n")
			.endsWith("\r\n\r\n{\"status\":\"UP\"}");
	}

	@ParameterizedTest
	@CsvSource({ "GET, true", "OPTIONS, true", "HEAD, false" })
	void aClosedGateIsDownForEveryMethod(String method, boolean body) throws IOException {
		this.gate.close("not now");
		String down = "{\"status\":\"DOWN\",\"gate\":\"mine\",\"reason\":\"not now\"}";
		String response = exchange(method + " /health HTTP/1.0\r\n\r\n");
		assertThat(response).startsWith("HTTP/1.1 503 ")
			.contains("Content-Length: " + down.length() + "\r\n")
			.endsWith(body ? "\r\n\r\n" + down : "\r\n\r\n");
	}

	@Test
	void theReasonIsForCallersOnThisMachine() throws IOException {
		this.gate.close("not now");
		assertThat(exchange("GET /health HTTP/1.1\r\nHost: app.example\r\n\r\n"))
			.endsWith("{\"status\":\"DOWN\",\"gate\":\"mine\"}");
	}

	@ParameterizedTest
	@CsvSource({ "GET /other HTTP/1.1, 404", "POST /health HTTP/1.1, 405", "nonsense, 400",
			"GET /broken HTTP/1.1, 500" })
	void whatCannotBeAnsweredIsRefused(String start, int status) throws IOException {
		assertThat(exchange(start + "\r\n\r\n")).startsWith("HTTP/1.1 " + status + " ")
			.contains("Content-Length: 0\r\n");
	}

	@Test
	void theMethodsAreTold() throws IOException {
		assertThat(exchange("DELETE /health HTTP/1.1\r\n\r\n")).contains("\r\nAllow: GET, HEAD, OPTIONS\r\n");
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
	void aConnectionHasItsTime() throws IOException {
		try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(LOOPBACK, this.listener.port()))) {
			ProbeConnection connection = new ProbeConnection(channel, this.answers, 0);
			assertThat(connection.isOverdue(Duration.ofSeconds(5).toNanos())).isFalse();
			assertThat(connection.isOverdue(Duration.ofSeconds(5).toNanos() + 1)).isTrue();
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
			.noneMatch((thread) -> thread.getName().equals("monitor-health-listener")));
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
