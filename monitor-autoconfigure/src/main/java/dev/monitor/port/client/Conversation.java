package dev.monitor.port.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.monitor.command.Streams;
import dev.monitor.http.HostPort;
import dev.monitor.task.DaemonThread;

/**
 * Many commands over one connection, as a user types or pipes them. It ends when the
 * monitor port closes the connection, which it does after {@code quit} and when there are
 * no more commands.
 */
final class Conversation {

	private final PortClient client;

	private final CountDownLatch over = new CountDownLatch(1);

	Conversation(PortClient client) {
		this.client = client;
	}

	/**
	 * Relay what is read to the monitor port, and print what comes back.
	 * @param port the monitor port
	 * @param streams where to read and print
	 * @return the beginning of what was printed, at most 8 KB
	 * @throws IOException if the connection fails, or is still open too long after the
	 * last command
	 */
	String hold(HostPort port, Streams streams) throws IOException {
		try (Socket socket = this.client.connector().connect(port)) {
			socket.getOutputStream().write("interactive\n".getBytes(StandardCharsets.UTF_8));
			DaemonThread.of("monitor-client-input", () -> relay(streams.in(), socket)).start();
			return print(socket, streams.out());
		}
		finally {
			this.over.countDown();
		}
	}

	private String print(Socket socket, PrintStream out) throws IOException {
		InputStream in = socket.getInputStream();
		byte[] part = new byte[8192];
		String first = "";
		try {
			for (int length = in.read(part); length >= 0; length = in.read(part)) {
				first = first.isEmpty() ? new String(part, 0, length, StandardCharsets.UTF_8) : first;
				out.write(part, 0, length);
				out.flush();
			}
		}
		catch (SocketException ex) {
			throw socket.isClosed() ? this.client.late() : ex;
		}
		if (first.isEmpty()) {
			throw new IOException(PortClient.NO_ANSWER);
		}
		return first;
	}

	private void relay(InputStream in, Socket socket) {
		try {
			copyLines(in, socket.getOutputStream());
			socket.shutdownOutput();
			if (!this.over.await(this.client.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
				socket.close();
			}
		}
		catch (IOException ex) {
			// The other side has ended the conversation, which the printing thread sees.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * The last line may lack its end. A line break too many would repeat the command.
	 */
	private static void copyLines(InputStream in, OutputStream out) throws IOException {
		byte[] part = new byte[8192];
		int last = '\n';
		for (int length = in.read(part); length >= 0; length = in.read(part)) {
			out.write(part, 0, length);
			last = (length > 0) ? part[length - 1] : last;
		}
		if (last != '\n') {
			out.write('\n');
		}
	}

}
