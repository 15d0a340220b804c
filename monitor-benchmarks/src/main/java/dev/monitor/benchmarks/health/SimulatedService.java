package dev.monitor.benchmarks.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * HTTP service on a free port that answers, fails or hangs, and counts who asks.
 */
public final class SimulatedService implements AutoCloseable {

	/**
	 * What the service does.
	 */
	public enum Behaviour {

		ANSWER, FAIL, HANG

	}

	private static final int BACKLOG = 1024;

	private final ServerSocket listener;

	private final AtomicLong calls = new AtomicLong();

	private final Queue<Socket> hanging = new ConcurrentLinkedQueue<>();

	private volatile Behaviour behaviour;

	private SimulatedService(ServerSocket listener, Behaviour behaviour) {
		this.listener = listener;
		this.behaviour = behaviour;
	}

	public static SimulatedService start(Behaviour behaviour) throws IOException {
		SimulatedService service = new SimulatedService(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()),
				behaviour);
		Thread thread = new Thread(service::serve, "simulated service");
		thread.setDaemon(true);
		thread.start();
		return service;
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	long calls() {
		return this.calls.get();
	}

	void become(Behaviour behaviour) {
		this.behaviour = behaviour;
	}

	private void serve() {
		while (!this.listener.isClosed()) {
			try {
				answer(this.listener.accept());
			}
			catch (IOException ex) {
				// the client has gone, or this service has
			}
		}
	}

	private void answer(Socket client) throws IOException {
		this.calls.incrementAndGet();
		if (this.behaviour == Behaviour.HANG) {
			this.hanging.add(client);
			return;
		}
		try (client) {
			readHead(client.getInputStream());
			String status = (this.behaviour == Behaviour.ANSWER) ? "200 OK" : "500 Internal Server Error";
			client.getOutputStream()
				.write("HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".formatted(status)
					.getBytes(StandardCharsets.US_ASCII));
		}
	}

	private static void readHead(InputStream input) throws IOException {
		int ends = 0;
		for (int next = input.read(); next >= 0 && ends < 2; next = (ends < 2) ? input.read() : next) {
			if (next == '\n') {
				ends++;
			}
			else if (next != '\r') {
				ends = 0;
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (Socket client : this.hanging) {
			client.close();
		}
	}

}
