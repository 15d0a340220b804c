package dev.monitor.health;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Probes an address as Kubernetes does, only more often: a new connection each time, a
 * timeout of one second, and three failures in a row for a verdict.
 */
final class ProbeLoop implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 1000;

	private static final int THRESHOLD = 3;

	private final InetSocketAddress address;

	private final String path;

	private final Thread thread;

	private final AtomicInteger probes = new AtomicInteger();

	private volatile String last = "";

	private volatile String lastFailure = "";

	private volatile boolean failed;

	private volatile boolean over;

	ProbeLoop(int port, String path) {
		this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		this.path = path;
		this.thread = new Thread(this::run, "probe " + path);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Return the body of the last answer. A server that ends resets connections which it
	 * has not come to accept: those are failures, but nobody has said anything.
	 */
	String last() {
		return this.last;
	}

	/**
	 * Return the last failure to get an answer, if there was one.
	 */
	String lastFailure() {
		return this.lastFailure;
	}

	int probes() {
		return this.probes.get();
	}

	/**
	 * Tell whether the threshold was ever reached.
	 */
	boolean hasFailed() {
		return this.failed;
	}

	@Override
	public void close() {
		this.over = true;
	}

	private void run() {
		int failures = 0;
		while (!this.over) {
			try {
				String answer = probe();
				failures = answer.startsWith("HTTP/1.1 200") ? 0 : failures + 1;
				this.last = answer.substring(answer.indexOf("\r\n\r\n") + 4);
			}
			catch (ConnectException ex) {
				// The server is gone.
				return;
			}
			catch (IOException | RuntimeException ex) {
				failures++;
				this.lastFailure = ex.toString();
			}
			this.failed = this.failed || failures >= THRESHOLD;
			this.probes.incrementAndGet();
			LockSupport.parkNanos(20_000_000);
		}
	}

	private String probe() throws IOException {
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.connect(this.address, TIMEOUT_MILLIS);
			socket.getOutputStream()
				.write(("GET " + this.path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

}
