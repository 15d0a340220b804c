package dev.monitor.dependency;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * A dependency with a real socket on the loopback that behaves as badly as it is told to,
 * and can be told otherwise at any time.
 */
public final class DependencySimulator implements AutoCloseable {

	private static final int TLS_HANDSHAKE = 0x16;

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicLong bytesSent = new AtomicLong();

	private final Socket reservation = new Socket();

	private final int port;

	private final @Nullable SSLContext tls;

	private volatile Mode mode;

	private volatile String lastRequest = "";

	private @Nullable ServerSocket server;

	/**
	 * Start on a random port.
	 * @param mode how to behave
	 * @throws IOException if no port can be opened
	 */
	public DependencySimulator(Mode mode) throws IOException {
		this(mode, null);
	}

	/**
	 * Start on a random port.
	 * @param mode how to behave
	 * @param tls the TLS to speak, {@code null} for none
	 * @throws IOException if no port can be opened
	 */
	public DependencySimulator(Mode mode, @Nullable SSLContext tls) throws IOException {
		this.tls = tls;
		// A port that is bound refuses connections and goes to nobody else meanwhile.
		this.reservation.setReuseAddress(true);
		this.reservation.bind(new InetSocketAddress(LOOPBACK, 0));
		this.port = this.reservation.getLocalPort();
		this.mode = Mode.REFUSE;
		behave(mode);
	}

	/**
	 * Behave otherwise from now on. Answers that have begun go on as they are; refusing
	 * also ends all connections, as the end of a process does.
	 * @param mode how to behave
	 * @throws IOException if the port cannot be opened again
	 */
	public synchronized void behave(Mode mode) throws IOException {
		this.mode = mode;
		if (mode == Mode.REFUSE && this.server != null) {
			this.server.close();
			this.server = null;
			closeConnections();
		}
		else if (mode != Mode.REFUSE && this.server == null) {
			this.server = listen();
		}
	}

	public String url() {
		return ((this.tls != null) ? "https://" : "http://") + address() + "/health";
	}

	public String address() {
		return LOOPBACK.getHostAddress() + ":" + this.port;
	}

	public int connections() {
		return this.connections.get();
	}

	/**
	 * Return how many connections clients hold right now.
	 * @return the number
	 */
	public int openConnections() {
		return this.sockets.size();
	}

	public int requests() {
		return this.requests.get();
	}

	public long bytesSent() {
		return this.bytesSent.get();
	}

	/**
	 * Return the head of the last request.
	 * @return request line and headers, empty before the first request
	 */
	public String lastRequest() {
		return this.lastRequest;
	}

	@Override
	public synchronized void close() throws IOException {
		this.closed.countDown();
		if (this.server != null) {
			this.server.close();
		}
		this.reservation.close();
		closeConnections();
	}

	private void closeConnections() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	private ServerSocket listen() throws IOException {
		ServerSocket opened = new ServerSocket();
		opened.setReuseAddress(true);
		opened.bind(new InetSocketAddress(LOOPBACK, this.port), 200);
		daemon(() -> accept(opened));
		return opened;
	}

	private void accept(ServerSocket opened) {
		while (!opened.isClosed()) {
			try {
				Socket socket = opened.accept();
				this.sockets.add(socket);
				this.connections.incrementAndGet();
				if (opened.isClosed()) {
					socket.close();
				}
				daemon(() -> serve(socket));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket accepted) {
		try (accepted; Socket socket = (this.tls != null) ? secured(accepted, this.tls) : accepted) {
			while (readHead(socket)) {
				answer(socket, this.requests.incrementAndGet());
			}
		}
		catch (IOException | InterruptedException ex) {
			// the client or the test has closed the connection
		}
		finally {
			this.sockets.remove(accepted);
		}
	}

	private static Socket secured(Socket socket, SSLContext tls) throws IOException {
		SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
		secured.setUseClientMode(false);
		return secured;
	}

	private boolean readHead(Socket socket) throws IOException {
		InputStream in = socket.getInputStream();
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int read = in.read();
			if (read < 0) {
				return false;
			}
			if (head.isEmpty() && read == TLS_HANDSHAKE) {
				send(socket.getOutputStream(), head("400 Bad Request", "Content-Length: 0"));
				return false;
			}
			head.append((char) read);
		}
		this.lastRequest = head.toString();
		return true;
	}

	private void answer(Socket socket, int request) throws IOException, InterruptedException {
		OutputStream out = socket.getOutputStream();
		switch (this.mode) {
			case OK, REFUSE -> send(out, head("200 OK", "Content-Length: 2") + "OK");
			case ERROR -> send(out, head("500 Internal Server Error", "Content-Length: 0"));
			case FLAP ->
				send(out, head((request % 2 == 0) ? "503 Service Unavailable" : "200 OK", "Content-Length: 0"));
			case REDIRECT -> send(out, head("302 Found", "Content-Length: 0\r\nLocation: /elsewhere"));
			case HANG -> this.closed.await();
			case RESET -> {
				socket.setSoLinger(true, 0);
				socket.close();
			}
			case DRIP -> drip(out);
			case ENDLESS -> pour(out);
		}
	}

	private void drip(OutputStream out) throws IOException, InterruptedException {
		send(out, head("200 OK", "Content-Length: 1000000"));
		while (!this.closed.await(20, TimeUnit.MILLISECONDS)) {
			send(out, "x");
		}
	}

	private void pour(OutputStream out) throws IOException {
		send(out, head("200 OK", "Content-Length: 1073741824"));
		String chunk = "x".repeat(8192);
		for (int sent = 0; sent < 1_073_741_824; sent += chunk.length()) {
			send(out, chunk);
		}
	}

	private void send(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.US_ASCII));
		out.flush();
		this.bytesSent.addAndGet(text.length());
	}

	private static String head(String status, String headers) {
		return "HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n";
	}

	private static void daemon(Runnable task) {
		Thread thread = new Thread(task, "dependency-simulator");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Ways to behave.
	 */
	public enum Mode {

		/**
		 * Answers 200.
		 */
		OK,

		/**
		 * Does not listen and has no connections.
		 */
		REFUSE,

		/**
		 * Accepts and never answers.
		 */
		HANG,

		/**
		 * Answers 200 and sends a byte of the body now and then.
		 */
		DRIP,

		/**
		 * Accepts and resets the connection.
		 */
		RESET,

		/**
		 * Answers 500.
		 */
		ERROR,

		/**
		 * Answers 302 to an address that does not exist.
		 */
		REDIRECT,

		/**
		 * Answers 200 and sends 1 GB as fast as it is read.
		 */
		ENDLESS,

		/**
		 * Answers 200 and 503 in turn.
		 */
		FLAP

	}

}
