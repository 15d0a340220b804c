package dev.monitor.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on the loopback that takes a request and then fails in one way.
 */
final class FailingServer implements AutoCloseable {

	private final List<Closeable> open = new CopyOnWriteArrayList<>();

	private final ServerSocket server;

	private final URI uri;

	private FailingServer(String scheme, ServerSocket server) {
		this.server = server;
		this.open.add(server);
		this.uri = URI.create(scheme + "://localhost:" + server.getLocalPort() + "/hook?token=secret");
	}

	/**
	 * Nobody listens at its port.
	 */
	static FailingServer closed() throws IOException {
		FailingServer server = new FailingServer("http", listen(50));
		server.server.close();
		return server;
	}

	/**
	 * Takes no connection, since those that wait to be taken fill its queue.
	 */
	static FailingServer full() throws IOException {
		FailingServer server = new FailingServer("http", listen(1));
		try {
			while (true) {
				Socket waiting = new Socket();
				server.open.add(waiting);
				waiting.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 300);
			}
		}
		catch (SocketTimeoutException ex) {
			return server;
		}
	}

	/**
	 * Answers each request as it is told.
	 */
	static FailingServer answering(Answer answer) throws IOException {
		return serve("http", listen(50), answer);
	}

	/**
	 * Answers in plain text where clients expect TLS, or the other way round.
	 * @param scheme what clients expect
	 */
	static FailingServer serve(String scheme, ServerSocket socket, Answer answer) {
		FailingServer server = new FailingServer(scheme, socket);
		Thread acceptor = new Thread(() -> server.accept(answer), "failing-server");
		acceptor.setDaemon(true);
		acceptor.start();
		return server;
	}

	static ServerSocket listen(int backlog) throws IOException {
		return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
	}

	URI uri() {
		return this.uri;
	}

	int port() {
		return this.server.getLocalPort();
	}

	private void accept(Answer answer) {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.open.add(socket);
				Thread thread = new Thread(() -> answer(socket, answer), "failing-connection");
				thread.setDaemon(true);
				thread.start();
			}
			catch (IOException ex) {
				// closed, or a client that has gone
			}
		}
	}

	private static void answer(Socket socket, Answer answer) {
		try {
			answer.to(socket);
		}
		catch (IOException ex) {
			// what the client makes of it is the subject
		}
	}

	@Override
	public void close() throws IOException {
		for (Closeable each : this.open) {
			each.close();
		}
	}

	/**
	 * How a connection is served.
	 */
	interface Answer {

		void to(Socket socket) throws IOException;

		/**
		 * Close with a reset.
		 */
		static Answer reset() {
			return (socket) -> {
				request(socket);
				socket.setSoLinger(true, 0);
				socket.close();
			};
		}

		/**
		 * Close with a reset after the first byte.
		 */
		static Answer resetAtOnce() {
			return (socket) -> {
				socket.getInputStream().read();
				socket.setSoLinger(true, 0);
				socket.close();
			};
		}

		/**
		 * Close properly, with nothing left to read.
		 */
		static Answer closeAtOnce() {
			return (socket) -> {
				socket.shutdownOutput();
				socket.getInputStream().readAllBytes();
			};
		}

		/**
		 * Never answer.
		 */
		static Answer silence() {
			return (socket) -> request(socket);
		}

		/**
		 * Answer and close.
		 */
		static Answer text(String text) {
			return (socket) -> {
				request(socket);
				socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
				socket.close();
			};
		}

		private static void request(Socket socket) throws IOException {
			InputStream in = socket.getInputStream();
			String read = "";
			for (int c = in.read(); c >= 0; c = in.read()) {
				read += (char) c;
				if (read.endsWith("\r\n\r\n")) {
					in.skipNBytes(read.contains("ontent-") ? 2 : 0);
					return;
				}
			}
		}

	}

}
