package dev.monitor.port;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.monitor.CapturedLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Clients that do not do as the others do.
 */
class HostileClientsTests {

	private static final int MAX_LINE = 1024;

	private static final String INTERACTIVE = "Interactive mode on.  Use \"quit\" To exit.\n";

	private static final String NO_SUCH = "Error: Invalid command '%s'. Try \"help\".\n";

	private static final String TOO_LONG = "Error: The line is longer than 1024 bytes\n";

	private static final String LONGEST = "x".repeat(MAX_LINE);

	/**
	 * The answer to the longest line.
	 */
	private static final String CUT = NO_SUCH.formatted(LONGEST).substring(0, 204) + "...\n";

	private static TestPort port;

	private static CapturedLog log;

	@BeforeAll
	static void open() throws IOException {
		log = new CapturedLog("dev.monitor");
		String big = "x".repeat(1_000_000);
		port = TestPort.open(TestPort.inMemory("big", (arguments) -> big));
	}

	@AfterAll
	static void close() {
		port.close();
		log.close();
		assertThat(log.lines()).noneMatch((line) -> line.startsWith("WARN") || line.startsWith("ERROR"));
	}

	static List<Arguments> inputs() {
		return List.of(argumentSet("LF", "health_check\n", "OK\n"), argumentSet("CRLF", "health_check\r\n", "OK\n"),
				argumentSet("blanks behind", "health_check \t  \r\n", "OK\n"),
				argumentSet("blanks ahead", "\t  health_check\n", "OK\n"),
				argumentSet("empty lines first", "\n\r\n  \t\nhealth_check\n", "OK\n"),
				argumentSet("two commands", "health_check\nhealth_check\n", "OK\n"),
				argumentSet("upper case", "HEALTH_CHECK\n", NO_SUCH.formatted("HEALTH_CHECK")),
				argumentSet("bare CR", "health_check\rgates\n", "Error: health_check takes no arguments\n"),
				argumentSet("interactive",
						"interactive\r\nhealth_check\n\n\r\nnope\n\nhealth_check x\nhealth_check\nquit\nhealth_check\n",
						INTERACTIVE + "OK\nOK\nOK\n" + NO_SUCH.formatted("nope").repeat(2)
								+ "Error: health_check takes no arguments\nOK\nGoodbye.\n"),
				argumentSet("longest line", LONGEST + "\n", CUT),
				argumentSet("longest line, CRLF", LONGEST + "\r\n", CUT),
				argumentSet("longest lines", "interactive\n" + LONGEST + "\r\n" + LONGEST + "x\nquit\n",
						INTERACTIVE + CUT + TOO_LONG),
				argumentSet("too long", LONGEST + "x\n", TOO_LONG),
				argumentSet("too long for HTTP", "GET /" + LONGEST + " HTTP/1.1\r\nHost: localhost\r\n\r\n", TOO_LONG),
				argumentSet("1 MB", "x".repeat(1 << 20), TOO_LONG));
	}

	@ParameterizedTest
	@MethodSource("inputs")
	void eachLineHasItsAnswer(String input, String answer) throws IOException {
		assertThat(port.exchange(input)).isEqualTo(answer);
	}

	@Test
	void byteByByte() throws IOException {
		try (Socket socket = PortClient.connect(port.number())) {
			socket.setTcpNoDelay(true);
			for (char letter : "interactive\r\nhealth_check\r\nquit\n".toCharArray()) {
				PortClient.send(socket, String.valueOf(letter));
				// one turn of the listener's at least
				assertThat(port.ask("health_check")).isEqualTo("OK\n");
			}
			assertThat(rest(socket)).isEqualTo(INTERACTIVE + "OK\nGoodbye.\n");
		}
	}

	@Test
	void theClientsEndEndsALine() throws IOException {
		for (String input : List.of("health_check", "health_check\r", "\n health_check ")) {
			assertThat(halfClosed(input)).isEqualTo("OK\n");
		}
		assertThat(halfClosed("interactive\nhealth_check\nhealth_check")).isEqualTo(INTERACTIVE + "OK\nOK\n");
		assertThat(halfClosed("")).isEmpty();
		assertThat(halfClosed("\n")).isEmpty();
	}

	@Test
	void whateverIsNoCommandIsAnsweredInOnePrintableLine() throws IOException {
		for (byte[] input : List.of(new byte[] { 0, 0, '\n' }, new byte[] { (byte) 0xff, (byte) 0xfe, '\n' },
				new byte[] { (byte) 0xc3, '\n' }, bytes("\u001b[2J\u001b]0;x\u0007\n"), bytes("\u009b2J\u0085\n"),
				bytes("\u202etxt.exe\u2066\u200b\ufeff\n"), bytes("a\u2028b\u000bc\n"))) {
			try (Socket socket = PortClient.connect(port.number())) {
				socket.getOutputStream().write(input);
				String answer = rest(socket);
				assertThat(answer).startsWith("Error: Invalid command '").endsWith("'. Try \"help\".\n");
				assertThat(answer.strip().codePoints()).noneMatch(HostileClientsTests::isUnprintable);
			}
		}
	}

	@Test
	void whoGoesAwayLeavesNothing() throws IOException {
		for (int i = 0; i < 300; i++) {
			try (Socket socket = PortClient.connect(port.number())) {
				if (i % 3 > 0) {
					PortClient.send(socket, (i % 3 > 1) ? "interactive\nbig\n" : "hea");
				}
				socket.setSoLinger(true, 0);
			}
		}
		assertThat(port.ask("health_check")).isEqualTo("OK\n");
	}

	@Test
	void whoSaysNothingIsLetGo() throws IOException {
		try (TestPort impatient = TestPort.open(new SessionLimits(Duration.ofMillis(300), MAX_LINE), 64);
				Socket silent = PortClient.connect(impatient.number());
				Socket stopped = PortClient.connect(impatient.number());
				Socket interactive = PortClient.connect(impatient.number())) {
			PortClient.send(stopped, "health_che");
			PortClient.send(interactive, "interactive\n");
			assertThat(rest(silent)).isEmpty();
			assertThat(rest(stopped)).isEmpty();
			assertThat(rest(interactive)).isEqualTo(INTERACTIVE);
		}
	}

	/**
	 * All connections that there may be, and each asks for 50 MB.
	 */
	@Test
	void whoDoesNotReadCostsNobodyElse() throws IOException {
		List<Socket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < 64; i++) {
				Socket socket = new Socket();
				sockets.add(socket);
				socket.setReceiveBufferSize(4096);
				socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number()));
				PortClient.send(socket, "interactive\n" + "big\n".repeat(50));
			}
			for (int i = 0; i < 100; i++) {
				assertThat(port.ask("health_check")).isEqualTo("OK\n");
			}
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	@Test
	void whoHasAskedAndStaysMakesWay() throws IOException {
		List<Socket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < 64; i++) {
				Socket socket = PortClient.connect(port.number());
				sockets.add(socket);
				PortClient.send(socket, "interactive\nhealth_check\n");
				assertThat(socket.getInputStream().readNBytes(INTERACTIVE.length() + 3))
					.hasSize(INTERACTIVE.length() + 3);
			}
			assertThat(port.ask("health_check")).isEqualTo("OK\n");
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	@Test
	void whoNeverStopsSendingGetsItsAnswerAndIsLetGo() throws Exception {
		try (Socket socket = PortClient.connect(port.number())) {
			PortClient.send(socket, "health_check\n");
			Thread sender = start(socket, "health_check\n".repeat(1000), new AtomicBoolean());
			assertThat(socket.getInputStream().readNBytes(3)).asString().isEqualTo("OK\n");
			sender.join(20_000);
			assertThat(sender.isAlive()).isFalse();
		}
	}

	@Test
	void aThousandCommandsTimesTenOnOneConnection() throws Exception {
		try (Socket socket = PortClient.connect(port.number())) {
			PortClient.send(socket, "interactive\n");
			Thread sender = startDaemon(() -> {
				try {
					PortClient.send(socket, "health_check\n\r\n".repeat(5000) + "quit\n");
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			});
			assertThat(rest(socket)).isEqualTo(INTERACTIVE + "OK\n".repeat(10_000) + "Goodbye.\n");
			sender.join();
		}
	}

	/**
	 * One who asks faster than can be answered has no more than its turn.
	 */
	@Test
	void whoAlwaysHasAnotherCommandDoesNotKeepOthersWaiting() throws Exception {
		AtomicBoolean end = new AtomicBoolean();
		try (Socket socket = PortClient.connect(port.number())) {
			PortClient.send(socket, "interactive\n");
			Thread sender = start(socket, "health_check\n".repeat(1000), end);
			Thread reader = startDaemon(() -> read(socket));
			for (int i = 0; i < 200; i++) {
				assertThat(port.ask("health_check")).isEqualTo("OK\n");
			}
			assertThat(sender.isAlive()).isTrue();
			end.set(true);
			sender.join();
			socket.shutdownInput();
			reader.join();
		}
	}

	private static Thread start(Socket socket, String text, AtomicBoolean end) {
		return startDaemon(() -> {
			try {
				while (!end.get()) {
					PortClient.send(socket, text);
				}
			}
			catch (IOException ex) {
				// it was let go
			}
		});
	}

	private static void read(Socket socket) {
		byte[] buffer = new byte[65536];
		try {
			while (socket.getInputStream().read(buffer) >= 0) {
				Thread.onSpinWait();
			}
		}
		catch (IOException ex) {
			// it is over
		}
	}

	private static Thread startDaemon(Runnable task) {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private static String halfClosed(String input) throws IOException {
		try (Socket socket = PortClient.connect(port.number())) {
			PortClient.send(socket, input);
			socket.shutdownOutput();
			return rest(socket);
		}
	}

	private static String rest(Socket socket) throws IOException {
		InputStream input = socket.getInputStream();
		return new String(input.readAllBytes(), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static boolean isUnprintable(int character) {
		return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
				|| Character.getType(character) == Character.LINE_SEPARATOR;
	}

}
