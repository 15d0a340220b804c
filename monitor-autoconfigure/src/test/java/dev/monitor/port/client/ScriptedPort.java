package dev.monitor.port.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import dev.monitor.http.HostPort;
import dev.monitor.task.DaemonThread;
import org.jspecify.annotations.Nullable;

/**
 * A server on a port of its own that treats its clients as it is told, each on a thread
 * of its own. To be closed.
 */
final class ScriptedPort implements AutoCloseable {

	/**
	 * For a command that is never answered: ends when the server does.
	 */
	static final Treatment SILENCE = (line, client) -> new CountDownLatch(1).await();

	private final ServerSocket server;

	private final Treatment treatment;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final Map<Socket, Thread> clients = new ConcurrentHashMap<>();

	private ScriptedPort(ServerSocket server, Treatment treatment) {
		this.server = server;
		this.treatment = treatment;
	}

	static ScriptedPort answering(String answer) throws IOException {
		return treating((line, client) -> send(client, answer));
	}

	static ScriptedPort treating(Treatment treatment) throws IOException {
		return treating(treatment, InetAddress.getLoopbackAddress());
	}

	static ScriptedPort treating(Treatment treatment, InetAddress address) throws IOException {
		ScriptedPort port = new ScriptedPort(new ServerSocket(0, 50, address), treatment);
		DaemonThread.of("scripted-port", port::accept).start();
		return port;
	}

	/**
	 * Return a port that nobody listens on.
	 */
	static int closed() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	static void send(Socket client, String text) throws IOException {
		client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
	}

	int port() {
		return this.server.getLocalPort();
	}

	HostPort address() {
		return new HostPort(this.server.getInetAddress().getHostAddress(), port());
	}

	/**
	 * Return the lines that clients have begun with, without their ends.
	 */
	List<String> lines() {
		return this.lines;
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				Thread thread = new Thread(() -> treat(client), "scripted-port-client");
				thread.setDaemon(true);
				this.clients.put(client, thread);
				thread.start();
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void treat(Socket client) {
		try (client) {
			String line = readLine(client);
			if (line != null) {
				this.lines.add(line);
				this.treatment.treat(line, client);
			}
		}
		catch (IOException | InterruptedException ex) {
			// The client is gone, or the test is over.
		}
	}

	/**
	 * Read a line.
	 * @return the line without its end, null if there is no whole one
	 */
	static @Nullable String readLine(Socket client) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		InputStream in = client.getInputStream();
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0) {
				return null;
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Map.Entry<Socket, Thread> client : this.clients.entrySet()) {
			client.getValue().interrupt();
			client.getKey().close();
		}
	}

	/**
	 * What is done with a client that has sent a line. Its connection is closed after it.
	 */
	interface Treatment {

		void treat(String line, Socket client) throws IOException, InterruptedException;

	}

}
