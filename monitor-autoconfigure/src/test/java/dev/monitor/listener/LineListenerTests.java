package dev.monitor.listener;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A protocol of lines on a listener: several on one connection, each with an answer.
 */
class LineListenerTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private final List<Socket> sockets = new ArrayList<>();

	private final BlockingQueue<Runnable> elsewhere = new LinkedBlockingQueue<>();

	private Duration idle = Duration.ofSeconds(30);

	private Listener listener;

	@BeforeEach
	void open() throws IOException {
		this.listener = Listener.open("lines", new InetSocketAddress(LOOPBACK, 0),
				(connection) -> new LineSession(connection, this.elsewhere::add, this.idle));
	}

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.listener.close();
	}

	@Test
	void linesAreAnsweredOneAfterTheOtherOnOneConnection() throws IOException {
		Socket socket = connect();
		BufferedReader answers = answers(socket);
		for (int i = 1; i <= 100; i++) {
			send(socket, "line\r\n");
			assertThat(answers.readLine()).isEqualTo(i + " line");
		}
		send(socket, "quit\n");
		assertThat(answers.readLine()).isNull();
	}

	@Test
	void aLineMayComeInPiecesAndSeveralAtOnce() throws IOException {
		Socket socket = connect();
		BufferedReader answers = answers(socket);
		for (String piece : List.of("s", "p", "l", "i", "t", "\n")) {
			send(socket, piece);
		}
		assertThat(answers.readLine()).isEqualTo("1 split");
		send(socket, "a\nb\nhalf ");
		assertThat(answers.readLine()).isEqualTo("2 a");
		assertThat(answers.readLine()).isEqualTo("3 b");
		send(socket, "whole\n");
		assertThat(answers.readLine()).isEqualTo("4 half whole");
	}

	@Test
	void manyLinesAtOnceAreAllAnswered() throws IOException {
		Socket socket = connect();
		send(socket, "x\n".repeat(3000) + "quit\n");
		assertThat(answers(socket).lines()).hasSize(3000).last().isEqualTo("3000 x");
	}

	@Test
	void whoSendsNothingMoreStillGetsItsAnswers() throws IOException {
		Socket socket = connect();
		send(socket, "one\ntwo\nnot ended");
		socket.shutdownOutput();
		assertThat(answers(socket).lines()).containsExactly("1 one", "2 two");
	}

	@Test
	void anAnswerFromElsewhereKeepsTheOrderAndHoldsUpNobody() throws Exception {
		Socket socket = connect();
		send(socket, "later\nnext\n");
		socket.shutdownOutput();
		Runnable work = this.elsewhere.take();
		Socket other = connect();
		send(other, "hello\n");
		assertThat(answers(other).readLine()).isEqualTo("1 hello");
		work.run();
		assertThat(answers(socket).lines()).containsExactly("late", "1 next");
	}

	@Test
	void anAnswerFromElsewhereAlsoWakesAClientThatHasSentAll() throws Exception {
		Socket socket = connect();
		BufferedReader answers = answers(socket);
		send(socket, "later\n");
		this.elsewhere.take().run();
		assertThat(answers.readLine()).isEqualTo("late");
		send(socket, "more\n");
		assertThat(answers.readLine()).isEqualTo("1 more");
	}

	@Test
	void tooLongALineIsToldAndEnds() throws IOException {
		Socket socket = connect();
		send(socket, "x".repeat(5000));
		assertThat(answers(socket).lines()).containsExactly("Error: line too long");
	}

	@Test
	void whoSaysNothingForLongIsToldAndLetGo() throws IOException {
		this.idle = Duration.ofMillis(50);
		Socket socket = connect();
		assertThat(answers(socket).lines()).containsExactly("Error: idle");
	}

	@Test
	void whoReadsNothingIsAskedNothingMoreAndHoldsUpNobody() throws IOException {
		Socket deaf = connect();
		Thread flood = new Thread(() -> {
			try {
				while (true) {
					send(deaf, ("x".repeat(1000) + "\n").repeat(50));
				}
			}
			catch (IOException ex) {
				// closed at the end of the test
			}
		});
		flood.setDaemon(true);
		flood.start();
		for (int i = 0; i < 50; i++) {
			Socket socket = connect();
			send(socket, "quick\n");
			assertThat(answers(socket).readLine()).isEqualTo("1 quick");
		}
	}

	@Test
	void aSessionThatFailsLosesItsConnectionAndHoldsUpNobody() throws IOException {
		Session.Factory failing = (connection) -> {
			connection.expireAfter(Duration.ofMillis(1));
			return new FailingSession();
		};
		try (Listener fragile = Listener.open("fragile", new InetSocketAddress(LOOPBACK, 0), failing);
				Socket silent = new Socket(LOOPBACK, fragile.port());
				Socket other = new Socket(LOOPBACK, fragile.port())) {
			silent.setSoTimeout(20_000);
			other.setSoTimeout(20_000);
			assertThat(silent.getInputStream().read()).isEqualTo(-1);
			assertThat(other.getInputStream().read()).isEqualTo(-1);
		}
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket(LOOPBACK, this.listener.port());
		socket.setSoTimeout(20_000);
		this.sockets.add(socket);
		return socket;
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
	}

	private static BufferedReader answers(Socket socket) throws IOException {
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
	}

	private static final class FailingSession implements Session {

		@Override
		public boolean receive(ByteBuffer bytes, boolean last) {
			return true;
		}

		@Override
		public boolean expire() {
			throw new IllegalStateException("broken");
		}

	}

}
