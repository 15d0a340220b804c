package dev.monitor.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a server answers, as it stands on the wire.
 *
 * @param status the status
 * @param bytes length of the body
 */
record HttpExchange(int status, long bytes) {

	/**
	 * Send requests on one connection, all at once, and read all answers.
	 */
	static List<HttpExchange> send(int port, List<String> requests) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(String.join("", requests).getBytes(StandardCharsets.ISO_8859_1));
			InputStream in = new ByteArrayInputStream(socket.getInputStream().readAllBytes());
			List<HttpExchange> answers = new ArrayList<>();
			for (String request : requests) {
				answers.add(read(in, request.startsWith("HEAD ")));
			}
			return answers;
		}
	}

	private static HttpExchange read(InputStream in, boolean head) throws IOException {
		String line = line(in);
		int status = Integer.parseInt(line.split(" ", 3)[1]);
		long length = -1;
		boolean chunked = false;
		for (line = line(in); !line.isEmpty(); line = line(in)) {
			String header = line.toLowerCase(Locale.ROOT);
			length = header.startsWith("content-length:") ? Long.parseLong(header.substring(15).strip()) : length;
			chunked |= header.equals("transfer-encoding: chunked");
		}
		if (head) {
			return new HttpExchange(status, 0);
		}
		if (chunked) {
			return new HttpExchange(status, chunks(in));
		}
		return new HttpExchange(status, (length >= 0) ? in.readNBytes((int) length).length : in.readAllBytes().length);
	}

	private static long chunks(InputStream in) throws IOException {
		long total = 0;
		while (true) {
			int length = Integer.parseInt(line(in), 16);
			total += in.readNBytes(length).length;
			line(in);
			if (length == 0) {
				return total;
			}
		}
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c < 0) {
				throw new IOException("The answer ends after '" + line + "'");
			}
			line.append((char) c);
		}
		return line.toString().strip();
	}

}
