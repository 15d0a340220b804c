package dev.monitor.delivery.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server on the loopback that replies as it is told, see RFC 5321.
 */
final class SmtpServer implements AutoCloseable {

	/**
	 * Closes the connection in place of a reply.
	 */
	static final String CLOSE = "";

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final Map<String, String> replies = new ConcurrentHashMap<>();

	SmtpServer() throws IOException {
		Thread thread = new Thread(this::accept, "smtp-server");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Reply so to commands that begin so, from now on.
	 * @param command beginning of a command in lower case; {@code greeting} and {@code .}
	 * are what is said at first and after a mail
	 */
	SmtpServer reply(String command, String reply) {
		this.replies.put(command, reply);
		return this;
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.sockets.add(socket);
				converse(socket);
			}
			catch (IOException ex) {
				// closed, or a client that has gone
			}
		}
	}

	private void converse(Socket socket) throws IOException {
		try (socket) {
			OutputStream out = socket.getOutputStream();
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			String command = "greeting";
			boolean mail = false;
			while (command != null) {
				if (!mail || command.equals(".")) {
					String reply = replyTo(command.toLowerCase(Locale.ROOT));
					if (reply.equals(CLOSE)) {
						return;
					}
					out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
					mail = reply.startsWith("354");
				}
				command = in.readLine();
			}
		}
	}

	private String replyTo(String command) {
		for (Map.Entry<String, String> reply : this.replies.entrySet()) {
			if (command.startsWith(reply.getKey())) {
				return reply.getValue();
			}
		}
		if (command.startsWith("ehlo")) {
			return "250-localhost\r\n250 AUTH PLAIN LOGIN";
		}
		return command.equals("greeting") ? "220 ready" : command.equals("data") ? "354 go on" : "250 ok";
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

}
