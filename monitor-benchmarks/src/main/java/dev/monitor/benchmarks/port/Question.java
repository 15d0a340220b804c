package dev.monitor.benchmarks.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * What is asked, each time on a new connection that the server closes.
 *
 * @param label for the table
 * @param port port on the loopback interface
 * @param text what is sent
 * @param answer what the answer begins with
 */
record Question(String label, int port, String text, String answer) {

	/**
	 * How long a load balancer waits.
	 */
	private static final int PATIENCE_MILLIS = 1000;

	static Question line(String label, int port, String command, String answer) {
		return new Question(label, port, command + "\n", answer);
	}

	static Question http(String label, int port, String path) {
		return new Question(label, port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
				"HTTP/1.1 200 ");
	}

	/**
	 * Ask.
	 * @return whether there was the answer in time
	 */
	boolean ask() {
		try (Socket socket = new Socket()) {
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(PATIENCE_MILLIS);
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), PATIENCE_MILLIS);
			socket.getOutputStream().write(this.text.getBytes(StandardCharsets.US_ASCII));
			String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			return all.startsWith(this.answer);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
