package dev.monitor.warmup.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLSocket;

import dev.monitor.failure.FailureReason;

/**
 * The server in this very process, asked over HTTP/1.1 with a connection for each
 * request. With TLS it is called by the name in its certificate, because servers may
 * refuse others as Jetty does: no client of the JDK lets the {@code Host} be chosen.
 * Waiting ends with an interrupt.
 */
final class OwnServer {

	private static final int MAX_LINE = 65536;

	private static final String CLIENT_CERTIFICATE = "; the server asked for a client certificate, and warmup requests "
			+ "have none: with server.ssl.client-auth=need remove monitor.warmup.requests";

	private final URI address;

	OwnServer(URI address) {
		this.address = address;
	}

	/**
	 * Send a request and read the answer to its end.
	 * @return the status of the answer
	 */
	int send(WarmupRequest request, String mark) throws IOException {
		InetSocketAddress server = new InetSocketAddress(this.address.getHost(), this.address.getPort());
		try (SocketChannel channel = SocketChannel.open(server)) {
			if (!"https".equals(this.address.getScheme())) {
				return exchange(channel.socket(), this.address.getHost(), request, mark);
			}
			NoClientCertificate own = new NoClientCertificate();
			try (SSLSocket socket = OwnCertificate.connect(channel.socket(), own)) {
				return exchange(socket, OwnCertificate.hostOf(socket), request, mark);
			}
			catch (IOException ex) {
				throw own.isAsked() ? new IOException(FailureReason.of(ex) + CLIENT_CERTIFICATE, ex) : ex;
			}
		}
	}

	private int exchange(Socket socket, String host, WarmupRequest request, String mark) throws IOException {
		OutputStream output = socket.getOutputStream();
		output.write(request.toMessage(host + ":" + this.address.getPort(), mark));
		output.flush();
		InputStream input = new BufferedInputStream(socket.getInputStream());
		int status;
		do {
			status = status(readLine(input));
			while (!readLine(input).isEmpty()) {
				// Headers do not matter.
			}
		}
		while (status < 200);
		input.transferTo(OutputStream.nullOutputStream());
		return status;
	}

	private static int status(String line) throws IOException {
		if (!line.matches("HTTP/1\\.\\d [1-5]\\d\\d( .*)?")) {
			throw new ProtocolException("Answer is no HTTP/1.1");
		}
		return Integer.parseInt(line.substring(9, 12));
	}

	private static String readLine(InputStream input) throws IOException {
		ByteBuffer line = ByteBuffer.allocate(MAX_LINE);
		while (line.hasRemaining()) {
			int read = input.read();
			if (read < 0) {
				throw new ProtocolException("Answer ends too early");
			}
			if (read == '\n') {
				return new String(line.array(), 0, line.position(), StandardCharsets.ISO_8859_1).stripTrailing();
			}
			line.put((byte) read);
		}
		throw new ProtocolException("Answer has too long a line");
	}

}
