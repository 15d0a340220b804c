package dev.monitor.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client that sends bytes and reads to the end, as netcat does.
 */
public final class PortClient {

	private static final int PATIENCE_MILLIS = 20_000;

	private PortClient() {
	}

	public static Socket connect(int port) throws IOException {
		Socket socket = new Socket();
		socket.setSoTimeout(PATIENCE_MILLIS);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
		return socket;
	}

	/**
	 * Send bytes and read until the port closes the connection.
	 * @param port the port
	 * @param text what to send
	 * @return all that was answered
	 */
	public static String exchange(int port, String text) throws IOException {
		try (Socket socket = connect(port)) {
			send(socket, text);
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/**
	 * Ask a command.
	 * @param port the port
	 * @param command the line, without its end
	 * @return the answer
	 */
	public static String ask(int port, String command) throws IOException {
		return exchange(port, command + "\n");
	}

	public static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		socket.getOutputStream().flush();
	}

}
