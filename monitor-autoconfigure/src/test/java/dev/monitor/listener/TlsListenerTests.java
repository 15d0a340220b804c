package dev.monitor.listener;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import dev.monitor.dependency.TestCertificate;
import dev.monitor.http.HttpResponse;
import dev.monitor.listener.http.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What clients of every kind get over TLS.
 */
class TlsListenerTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private static final byte[] BODY = "0123456789".repeat(300_000).getBytes(StandardCharsets.ISO_8859_1);

	private static SSLContext context;

	private final List<Socket> sockets = new ArrayList<>();

	private Listener listener;

	@BeforeAll
	static void makeCertificate(@TempDir Path directory) throws IOException, GeneralSecurityException {
		TestCertificate.create(directory.resolve("own.p12"));
		context = context(directory.resolve("own.p12"));
	}

	@BeforeEach
	void open() throws IOException {
		this.listener = Listener.openTls("test", new InetSocketAddress(LOOPBACK, 0), context::createSSLEngine,
				HttpExchange.with((request, answer) -> answer.accept(HttpResponse.of(200, "text/plain", BODY))));
	}

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.listener.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void aLargeBodyArrivesWholeAndTheEndIsTold(String protocol) throws IOException {
		SSLSocket socket = connectTls();
		socket.setEnabledProtocols(new String[] { protocol });
		socket.getOutputStream().write(request());
		assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK\r\n").hasSizeGreaterThan(BODY.length);
		assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
	}

	@Test
	void aHeadMayComeInManyRecords() throws IOException {
		SSLSocket socket = connectTls();
		for (byte piece : request()) {
			socket.getOutputStream().write(piece);
		}
		assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK\r\n");
	}

	@Test
	void aBodyIsNotReadAndTheAnswerArrives() throws IOException {
		SSLSocket socket = connectTls();
		socket.getOutputStream().write(request());
		socket.getOutputStream().write(new byte[100_000]);
		assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK\r\n");
	}

	@Test
	void halfHandshakesSilentClientsAndThoseThatReadNothingHoldUpNobody() throws IOException {
		byte[] hello = { 22, 3, 1, 2, 0, 1 };
		for (int i = 0; i < 100; i++) {
			connect().getOutputStream().write(Arrays.copyOf(hello, i % 7));
		}
		for (int i = 0; i < 5; i++) {
			SSLSocket socket = connectTls();
			socket.startHandshake();
			socket.getOutputStream().write(request());
		}
		SSLSocket socket = connectTls();
		socket.getOutputStream().write(request());
		assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK\r\n");
	}

	/**
	 * The answers take 300 ms, as those of scrapes do, and the handshakes come as fast as
	 * one thread can begin them.
	 */
	@Test
	void abandonedHandshakesHoldUpNobody() throws Exception {
		byte[] hello = hello();
		ScheduledExecutorService renderer = Executors.newSingleThreadScheduledExecutor();
		AtomicBoolean done = new AtomicBoolean();
		try (Listener slow = Listener.openTls("test", new InetSocketAddress(LOOPBACK, 0), context::createSSLEngine,
				HttpExchange.with((request, answer) -> {
					answer.admit();
					renderer.schedule(() -> answer.accept(HttpResponse.of(200, "text/plain", BODY)), 300,
							TimeUnit.MILLISECONDS);
				}))) {
			CompletableFuture<Integer> flood = CompletableFuture.supplyAsync(() -> flood(slow.port(), hello, done));
			List<SSLSocket> scrapes = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				SSLSocket scrape = (SSLSocket) context.getSocketFactory().createSocket(LOOPBACK, slow.port());
				this.sockets.add(scrape);
				scrape.setSoTimeout(20_000);
				scrape.getOutputStream().write(request());
				scrapes.add(scrape);
			}
			for (SSLSocket scrape : scrapes) {
				assertThat(answer(scrape)).startsWith("HTTP/1.1 200 OK\r\n");
			}
			done.set(true);
			assertThat(flood.join()).isGreaterThan(64);
		}
		finally {
			done.set(true);
			renderer.shutdownNow();
		}
	}

	/**
	 * Begin handshakes from another address, and leave every second one open.
	 */
	private static int flood(int port, byte[] hello, AtomicBoolean done) {
		List<Socket> open = new ArrayList<>();
		int count = 0;
		try {
			for (; !done.get(); count++) {
				Socket socket = new Socket();
				open.add(socket);
				socket.bind(new InetSocketAddress("127.0.0.2", 0));
				socket.connect(new InetSocketAddress(LOOPBACK, port), 20_000);
				socket.getOutputStream().write(hello);
				if (count % 2 == 0) {
					socket.close();
				}
			}
			for (Socket socket : open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return count;
	}

	private static byte[] hello() throws SSLException {
		SSLEngine client = context.createSSLEngine();
		client.setUseClientMode(true);
		ByteBuffer bytes = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
		client.wrap(ByteBuffer.allocate(0), bytes);
		return Arrays.copyOf(bytes.array(), bytes.position());
	}

	@Test
	void whoDoesNotSpeakTlsIsNotServed() throws IOException {
		Socket socket = connect();
		socket.getOutputStream().write(request());
		assertThat(answer(socket)).doesNotContain("HTTP/1.1", "0123456789");
		SSLSocket tls = connectTls();
		tls.getOutputStream().write(request());
		assertThat(answer(tls)).startsWith("HTTP/1.1 200 OK\r\n");
	}

	@Test
	void whoTrustsNobodyIsNotServed() throws Exception {
		SSLSocket socket = (SSLSocket) SSLContext.getDefault()
			.getSocketFactory()
			.createSocket(LOOPBACK, this.listener.port());
		this.sockets.add(socket);
		assertThatExceptionOfType(SSLException.class).isThrownBy(socket::startHandshake);
	}

	private static byte[] request() {
		return "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
	}

	private static String answer(Socket socket) throws IOException {
		try (InputStream input = socket.getInputStream()) {
			return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	private SSLSocket connectTls() throws IOException {
		SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(LOOPBACK, this.listener.port());
		socket.setSoTimeout(20_000);
		this.sockets.add(socket);
		return socket;
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket(LOOPBACK, this.listener.port());
		socket.setSoTimeout(20_000);
		this.sockets.add(socket);
		return socket;
	}

	private static SSLContext context(Path keyStore) throws IOException, GeneralSecurityException {
		char[] password = TestCertificate.PASSWORD.toCharArray();
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(keyStore)) {
			store.load(input, password);
		}
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, password);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		SSLContext created = SSLContext.getInstance("TLS");
		created.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		return created;
	}

}
