package dev.monitor.port.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.monitor.failure.FailureReason;
import dev.monitor.http.HostPort;

/**
 * Asks monitor ports. Thread-safe.
 *
 * @param connector opens connections
 * @param timeout how long a whole answer may take
 * @param maxLength the most bytes of an answer
 */
record PortClient(Connector connector, Duration timeout, int maxLength) {

	static final String NO_ANSWER = "Closed without an answer";

	/**
	 * Ask once.
	 * @param port the monitor port
	 * @param command command and arguments, one line
	 * @return the whole answer as it came, with the line break at its end
	 * @throws IOException if there was no whole answer; {@link #reason} says why
	 */
	byte[] ask(HostPort port, String command) throws IOException {
		try (Socket socket = this.connector.connect(port)) {
			socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
			return answer(socket);
		}
	}

	private byte[] answer(Socket socket) throws IOException {
		long start = System.nanoTime();
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		byte[] part = new byte[8192];
		byte last = 0;
		while (true) {
			socket.setSoTimeout(left(start));
			int length = read(socket, part);
			if (length < 0 && last != '\n') {
				throw new IOException((answer.size() == 0) ? NO_ANSWER : "Closed in the middle of an answer");
			}
			if (length < 0) {
				return answer.toByteArray();
			}
			answer.write(part, 0, length);
			last = part[length - 1];
			if (answer.size() > this.maxLength) {
				throw new IOException("The answer is longer than " + this.maxLength + " bytes");
			}
		}
	}

	private int read(Socket socket, byte[] part) throws IOException {
		try {
			return socket.getInputStream().read(part);
		}
		catch (SocketTimeoutException ex) {
			throw late();
		}
	}

	private int left(long start) throws IOException {
		long left = this.timeout.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		if (left <= 0) {
			throw late();
		}
		return (int) left;
	}

	SocketTimeoutException late() {
		return new SocketTimeoutException("No whole answer within " + this.timeout.toSeconds() + " s");
	}

	/**
	 * Return why an answer did not come.
	 * @param failure what was thrown
	 * @return one short line
	 */
	static String reason(Throwable failure) {
		return FailureReason.clean(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
	}

}
