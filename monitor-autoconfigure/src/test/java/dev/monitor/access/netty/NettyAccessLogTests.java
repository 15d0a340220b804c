package dev.monitor.access.netty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import dev.monitor.access.AccessEvents;
import dev.monitor.dependency.TestCertificate;
import dev.monitor.event.UrlPolicy;
import dev.monitor.logging.EventLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link NettyAccessLog}, beside those that ask a whole application.
 */
class NettyAccessLogTests {

	private static final char[] PASSWORD = TestCertificate.PASSWORD.toCharArray();

	@Test
	void whatCannotBeParsedIsToldWhereTheProtocolIsNegotiated(@TempDir Path directory) throws Exception {
		TestCertificate.create(directory.resolve("own.p12"));
		KeyStore store = load(directory.resolve("own.p12"));
		NettyAccessLog log = new NettyAccessLog(new AccessEvents(UrlPolicy.REDACTED, (path) -> false, null), "");
		DisposableServer server = log
			.observe(HttpServer.create()
				.host("127.0.0.1")
				.port(0)
				.protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
				.secure((spec) -> spec
					.sslContext((GenericSslContextSpec<?>) Http2SslContextSpec.forServer(keys(store)))))
			.handle((request, response) -> response.sendString(Mono.just("served")))
			.bindNow();
		try (EventLines events = new EventLines("http")) {
			assertThat(ask(store, server.port(), "GET /first HTTP/1.1\r\nHost: a\r\n\r\n")).contains(" 200 ");
			assertThat(ask(store, server.port(), "GET /second HTTP/1.1\r\nX Y: a\r\n\r\n")).contains(" 400 ");
			assertThat(ask(store, server.port(), "GET /" + "a".repeat(9000) + " HTTP/1.1\r\n\r\n")).contains(" 414 ");
			await().untilAsserted(() -> assertThat(events.all()).hasSize(3));
			assertThat(events.all()).extracting((event) -> event.get("httpStatus"))
				.containsExactly("200", "400", "414");
		}
		finally {
			server.disposeNow();
		}
	}

	private static String ask(KeyStore store, int port, String request) throws IOException, GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		context.init(null, trust.getTrustManagers(), null);
		try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readNBytes(20), StandardCharsets.US_ASCII);
		}
	}

	private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(file)) {
			store.load(input, PASSWORD);
		}
		return store;
	}

	private static KeyManagerFactory keys(KeyStore store) {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(store, PASSWORD);
			return keys;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
