package dev.monitor.listener;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.monitor.http.Answer;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.Responder;
import dev.monitor.listener.http.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is served while many others connect, and nothing else.
 */
class CrowdTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private static final byte[] BODY = "fine".getBytes(StandardCharsets.ISO_8859_1);

	private final List<Socket> sockets = new ArrayList<>();

	private final BlockingQueue<Consumer<HttpResponse>> admitted = new LinkedBlockingQueue<>();

	private final BlockingQueue<Consumer<HttpResponse>> unjudged = new LinkedBlockingQueue<>();

	private final Responder responder = (request, answer) -> {
		switch (request.path()) {
			case "/admitted" -> admit(answer);
			case "/unjudged" -> this.unjudged.add(answer);
			default -> answer.accept(HttpResponse.of(200, "text/plain", BODY));
		}
	};

	private void admit(Answer answer) {
		answer.admit();
		this.admitted.add(answer);
	}

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@Test
	void whoWaitsForItsAnswerStaysWhileAThousandOthersComeFromTheSameAddress() throws Exception {
		try (Listener listener = open()) {
			List<Socket> waiting = new ArrayList<>();
			List<Consumer<HttpResponse>> answers = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				waiting.add(ask(listener, "127.0.0.1", "/admitted"));
				answers.add(this.admitted.poll(30, TimeUnit.SECONDS));
			}
			crowd(listener, "127.0.0.1", 1000);
			answers.forEach((answer) -> answer.accept(HttpResponse.of(200, "text/plain", BODY)));
			for (Socket each : waiting) {
				assertThat(answer(each)).startsWith("HTTP/1.1 200 ");
			}
		}
	}

	@Test
	void noAddressTakesTheRoomOfAnother() throws Exception {
		try (Listener listener = open()) {
			Socket silent = connect(listener, "127.0.0.1");
			Socket asking = ask(listener, "127.0.0.1", "/unjudged");
			Consumer<HttpResponse> answer = this.unjudged.poll(30, TimeUnit.SECONDS);
			assertThat(answer).isNotNull();
			crowd(listener, "127.0.0.2", 1000);
			answer.accept(HttpResponse.of(401));
			assertThat(answer(asking)).startsWith("HTTP/1.1 401 ");
			silent.getOutputStream().write(request("/health"));
			assertThat(answer(silent)).startsWith("HTTP/1.1 200 ");
			assertThat(this.sockets.stream().filter(CrowdTests::isOpen).count()).isBetween(1L, 64L);
		}
	}

	@Test
	void whoIsStillSilentGoesBeforeThoseWhoHaveAskedWhereverTheyComeFrom() throws Exception {
		try (Listener listener = open()) {
			List<Socket> asking = new ArrayList<>();
			for (int address = 1; address <= 3; address++) {
				for (int i = 0; i < 60; i++) {
					asking.add(ask(listener, "127.0.0." + address, "/unjudged"));
				}
			}
			List<Consumer<HttpResponse>> answers = new ArrayList<>();
			while (answers.size() < asking.size()) {
				answers.add(this.unjudged.poll(30, TimeUnit.SECONDS));
			}
			for (int address = 4; address <= 30; address++) {
				crowd(listener, "127.0.0." + address, 20);
			}
			answers.forEach((answer) -> answer.accept(HttpResponse.of(403)));
			for (Socket each : asking) {
				assertThat(answer(each)).startsWith("HTTP/1.1 403 ");
			}
		}
	}

	@Test
	void costlyHandshakesTakeTurnsWithThoseWhoHaveThemBehindThem() throws Exception {
		AtomicInteger handshakes = new AtomicInteger();
		AtomicInteger connections = new AtomicInteger();
		Transport.Factory transports = (channel) -> {
			Transport plain = new PlainTransport(channel);
			return (connections.getAndIncrement() == 0) ? plain : new CostlyTransport(plain, handshakes);
		};
		try (Listener listener = Listener.open("test", new InetSocketAddress(LOOPBACK, 0), transports,
				HttpExchange.with(this.responder))) {
			Socket established = connect(listener, "127.0.0.1");
			for (int i = 0; i < 50; i++) {
				connect(listener, "127.0.0.1").getOutputStream().write(1);
			}
			while (handshakes.get() < 100) {
				Thread.onSpinWait();
			}
			int before = handshakes.get();
			established.getOutputStream().write(request("/health"));
			assertThat(answer(established)).startsWith("HTTP/1.1 200 ");
			assertThat(handshakes.get() - before).isLessThan(40);
		}
	}

	/**
	 * Never comes to the end of its handshake.
	 */
	private record CostlyTransport(Transport plain, AtomicInteger handshakes) implements Transport {

		@Override
		public int read(ByteBuffer target) {
			LockSupport.parkNanos(5_000_000);
			this.handshakes.incrementAndGet();
			return 0;
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
			return false;
		}

		@Override
		public boolean isHandshaking() {
			return true;
		}

	}

	private Listener open() throws IOException {
		return Listener.open("test", new InetSocketAddress(LOOPBACK, 0), HttpExchange.with(this.responder));
	}

	/**
	 * Connect so often without a word, and wait until the listener has seen it: its
	 * accept queue is served in order.
	 */
	private void crowd(Listener listener, String address, int count) throws IOException {
		for (int i = 0; i < count; i++) {
			connect(listener, address);
		}
		assertThat(answer(ask(listener, address, "/health"))).startsWith("HTTP/1.1 200 ");
	}

	private Socket ask(Listener listener, String address, String path) throws IOException {
		Socket socket = connect(listener, address);
		socket.getOutputStream().write(request(path));
		return socket;
	}

	private Socket connect(Listener listener, String address) throws IOException {
		Socket socket = new Socket();
		this.sockets.add(socket);
		socket.setSoTimeout(30_000);
		socket.bind(new InetSocketAddress(address, 0));
		socket.connect(new InetSocketAddress(LOOPBACK, listener.port()), 30_000);
		return socket;
	}

	private static byte[] request(String path) {
		return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
	}

	private static String answer(Socket socket) throws IOException {
		try (InputStream input = socket.getInputStream()) {
			return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	private static boolean isOpen(Socket socket) {
		try {
			socket.setSoTimeout(1);
			return !socket.isClosed() && socket.getInputStream().read() >= 0;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
