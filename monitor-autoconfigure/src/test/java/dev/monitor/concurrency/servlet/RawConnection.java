package dev.monitor.concurrency.servlet;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connection on which a test can do what HTTP clients do not: write several requests at
 * once, stop in the middle, read slowly, leave rudely.
 */
public final class RawConnection implements AutoCloseable {

	private static final int TIMEOUT = 30_000;

	private final Socket socket = new Socket();

	private final InputStream input;

	public RawConnection(int port) throws IOException {
		this(port, 0);
	}

	/**
	 * Connect.
	 * @param port port of the server
	 * @param receiveBuffer size of the receive buffer in bytes, 0 for the default
	 */
	public RawConnection(int port, int receiveBuffer) throws IOException {
		if (receiveBuffer > 0) {
			this.socket.setReceiveBufferSize(receiveBuffer);
		}
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(TIMEOUT);
		this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT);
		this.input = new BufferedInputStream(this.socket.getInputStream());
	}

	public RawConnection get(String path) throws IOException {
		return write(request("GET", path));
	}

	public RawConnection write(String text) throws IOException {
		return write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	public RawConnection write(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		return this;
	}

	/**
	 * Return a request without a body, with a CSRF token in case that one is asked for.
	 */
	public static String request(String method, String path, String... headers) {
		StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
		request.append("Cookie: XSRF-TOKEN=token\r\nX-XSRF-TOKEN: token\r\n");
		for (String header : headers) {
			request.append(header).append("\r\n");
		}
		return request.append("\r\n").toString();
	}

	/**
	 * Read a response, interim ones too.
	 */
	public Response read() throws IOException {
		return read("GET");
	}

	/**
	 * Read the response to a request with the given method.
	 */
	public Response read(String method) throws IOException {
		int status = Integer.parseInt(readLine().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
		Map<String, String> headers = new TreeMap<>();
		for (String line = readLine(); !line.isEmpty(); line = readLine()) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
		}
		boolean bodiless = method.equals("HEAD") || status < 200 || status == 204;
		return new Response(status, headers, bodiless ? "" : readBody(headers));
	}

	/**
	 * Write a little if nothing has come for a while.
	 * @return whether that was so, and the connection is as it was
	 */
	public boolean drips(String piece) throws IOException {
		this.socket.setSoTimeout(40);
		this.input.mark(1);
		try {
			if (this.input.read() >= 0) {
				this.input.reset();
			}
			return false;
		}
		catch (SocketTimeoutException ex) {
			write(piece);
			return true;
		}
		finally {
			this.socket.setSoTimeout(TIMEOUT);
		}
	}

	private String readBody(Map<String, String> headers) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		if ("chunked".equals(headers.get("transfer-encoding"))) {
			for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
				body.write(readBytes(size));
				readLine();
			}
			readLine();
		}
		else if (headers.containsKey("content-length")) {
			body.write(readBytes(Integer.parseInt(headers.getOrDefault("content-length", ""))));
		}
		else {
			this.input.transferTo(body);
		}
		return body.toString(StandardCharsets.UTF_8);
	}

	private int readChunkSize() throws IOException {
		return Integer.parseInt(readLine(), 16);
	}

	public byte[] readBytes(int count) throws IOException {
		byte[] bytes = this.input.readNBytes(count);
		if (bytes.length < count) {
			throw new EOFException("Ended after %d of %d bytes".formatted(bytes.length, count));
		}
		return bytes;
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.input.read(); next != '\n'; next = this.input.read()) {
			if (next < 0) {
				throw new EOFException("Ended after '%s'".formatted(line));
			}
			line.append((char) next);
		}
		return line.toString().strip();
	}

	/**
	 * Wait until the server closes the connection, however it does.
	 * @return whether it sent nothing more before
	 */
	public boolean isClosed() {
		try {
			return this.input.read() < 0;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	public void shutdownOutput() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Leave so that the server gets a reset.
	 */
	public void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * A response.
	 *
	 * @param status the status
	 * @param headers the headers, names in lower case
	 * @param body the body, empty if there is none
	 */
	public record Response(int status, Map<String, String> headers, String body) {

	}

}
