package dev.monitor.concurrency.servlet;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * As much of HTTP/2 (RFC 9113), with prior knowledge, as it takes to open streams and to
 * reset them.
 */
public final class Http2Connection implements AutoCloseable {

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int RST_STREAM = 3;

	private static final int SETTINGS = 4;

	private static final int PING = 6;

	private static final int ACK = 1;

	private static final int END_HEADERS = 4;

	private static final int END_STREAM_AND_HEADERS = 1 | END_HEADERS;

	private static final int CANCEL = 8;

	private final Socket socket;

	private final DataOutputStream output;

	public Http2Connection(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(30_000);
		this.output = new DataOutputStream(new BufferedOutputStream(this.socket.getOutputStream()));
		this.output.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
		frame(SETTINGS, 0, 0, new byte[0]);
		awaitPong();
	}

	public void get(int stream, String path) throws IOException {
		headers(0x82, END_STREAM_AND_HEADERS, stream, path);
	}

	/**
	 * Begin a request whose body is to follow.
	 */
	public void post(int stream, String path) throws IOException {
		headers(0x83, END_HEADERS, stream, path);
	}

	public void data(int stream, String text) throws IOException {
		frame(DATA, 0, stream, text.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Send headers in HPACK (RFC 7541): :method and :scheme http, then :authority and
	 * :path.
	 */
	private void headers(int method, int flags, int stream, String path) throws IOException {
		ByteArrayOutputStream headers = new ByteArrayOutputStream();
		headers.write(method);
		headers.write(0x86);
		literal(1, "localhost", headers);
		literal(4, path, headers);
		frame(HEADERS, flags, stream, headers.toByteArray());
	}

	public void resetStream(int stream) throws IOException {
		frame(RST_STREAM, 0, stream, new byte[] { 0, 0, 0, CANCEL });
	}

	/**
	 * Wait until the server has read all that was written before, or has had enough and
	 * closed the connection.
	 */
	public void awaitPong() throws IOException {
		try {
			frame(PING, 0, 0, new byte[8]);
			DataInputStream input = new DataInputStream(this.socket.getInputStream());
			int type = 0;
			int flags = 0;
			while (type != PING || flags != ACK) {
				int length = (input.readUnsignedByte() << 16) | input.readUnsignedShort();
				type = input.readUnsignedByte();
				flags = input.readUnsignedByte();
				input.skipNBytes(4 + length);
			}
		}
		catch (EOFException | java.net.SocketException ex) {
			// Closed by the server, as it may.
		}
	}

	public void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
		this.output.writeByte(payload.length >> 16);
		this.output.writeShort(payload.length);
		this.output.writeByte(type);
		this.output.writeByte(flags);
		this.output.writeInt(stream);
		this.output.write(payload);
		this.output.flush();
	}

	private static void literal(int name, String value, ByteArrayOutputStream headers) {
		headers.write(name);
		headers.write(value.length());
		headers.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
	}

}
