package dev.monitor.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import dev.monitor.delivery.FailingServer.Answer;
import dev.monitor.dependency.TestCertificate;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.client.HttpClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What {@link ReasonFinder} makes of real clients that meet real failures.
 */
class ReasonFinderSocketTests {

	private static final String DELIVERED = "delivered";

	/**
	 * What {@code HttpURLConnection} makes of a body that ends early.
	 */
	private static final String HALF = (Runtime.version().feature() < 25) ? DELIVERED : Reason.CLOSED;

	/**
	 * What clients tell less of, or do not notice.
	 */
	private static final Map<HttpClientKind, Map<String, String>> EXCEPTIONS = Map.of(HttpClientKind.URL_CONNECTION,
			Map.of("http_410", "http_4xx", "closed half", HALF, "protocol plain", "closed"),
			HttpClientKind.SPRING_SIMPLE, Map.of("closed half", HALF, "protocol plain", "closed"), HttpClientKind.JDK,
			Map.of("timeout tls", "connect_timeout"), HttpClientKind.SPRING_JDK,
			Map.of("timeout tls", "connect_timeout"), HttpClientKind.SPRING_APACHE,
			Map.of("protocol", "closed", "protocol plain", "closed", "timeout tls", "connect_timeout"),
			HttpClientKind.SPRING_JETTY, Map.of("econnreset", "closed", "econnreset tls", "closed"));

	private static final Map<String, URI> TARGETS = new LinkedHashMap<>();

	private static final Map<HttpClientKind, Map<String, Future<@Nullable Throwable>>> FAILURES = new EnumMap<>(
			HttpClientKind.class);

	private static final Map<String, FailingServer> SERVERS = new LinkedHashMap<>();

	@BeforeAll
	static void start(@TempDir Path directory) throws Exception {
		server("http_410", FailingServer.answering(Answer.text("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")));
		server("http_500", FailingServer
			.answering(Answer.text("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")));
		server("econnrefused", FailingServer.closed());
		server("connect_timeout", FailingServer.full());
		server("econnreset", FailingServer.answering(Answer.reset()));
		server("closed", FailingServer.answering(Answer.text("")));
		server("closed half",
				FailingServer.answering(Answer.text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")));
		server("closed chunks", FailingServer
			.answering(Answer.text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf")));
		server("timeout", FailingServer.answering(Answer.silence()));
		server("protocol", FailingServer.answering(Answer.text("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n\r\n")));
		server("tls", FailingServer.serve("https", FailingServer.listen(50), (socket) -> {
			socket.getInputStream().read();
			socket.getOutputStream()
				.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			socket.close();
		}));
		server("tls_certificate", FailingServer.serve("https", tls(directory), Answer.text("")));
		server("protocol plain", FailingServer.serve("http", tls(directory), Answer.text("")));
		server("timeout tls", FailingServer.serve("https", FailingServer.listen(50), Answer.silence()));
		server("econnreset tls", FailingServer.serve("https", FailingServer.listen(50), Answer.resetAtOnce()));
		server("closed tls", FailingServer.serve("https", FailingServer.listen(50), Answer.closeAtOnce()));
		TARGETS.put("nxdomain", URI.create("http://no-such-host.invalid/hook"));
		post();
	}

	/**
	 * All at once, since most of the time is spent waiting.
	 */
	private static void post() throws Exception {
		ExecutorService executor = Executors.newCachedThreadPool();
		for (HttpClientKind client : HttpClientKind.values()) {
			Map<String, Future<@Nullable Throwable>> failures = new LinkedHashMap<>();
			TARGETS.forEach((row, uri) -> failures.put(row, executor.submit(() -> failure(client, uri))));
			FAILURES.put(client, failures);
		}
		executor.shutdown();
		assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
	}

	private static void server(String name, FailingServer server) {
		SERVERS.put(name, server);
		TARGETS.put(name, server.uri());
	}

	private static ServerSocket tls(Path directory) throws Exception {
		Path file = directory.resolve("server.p12");
		if (!Files.exists(file)) {
			TestCertificate.create(file);
		}
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, TestCertificate.PASSWORD.toCharArray());
		}
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, TestCertificate.PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
	}

	@AfterAll
	static void stop() throws Exception {
		for (FailingServer server : SERVERS.values()) {
			server.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void everyFailureHasItsReason(HttpClientKind client) throws Exception {
		Map<String, String> exceptions = EXCEPTIONS.getOrDefault(client, Map.of());
		SoftAssertions softly = new SoftAssertions();
		for (Map.Entry<String, Future<@Nullable Throwable>> row : Objects.requireNonNull(FAILURES.get(client))
			.entrySet()) {
			Throwable failure = row.getValue().get();
			String reason = (failure != null) ? ReasonFinder.find(failure) : DELIVERED;
			softly.assertThat(reason)
				.as("%s, %s: %s", client, row.getKey(), failure)
				.isEqualTo(exceptions.getOrDefault(row.getKey(), row.getKey().split(" ", -1)[0]));
			softly.assertThat(Reason.all()).contains(reason.equals(DELIVERED) ? Reason.OTHER : reason);
		}
		softly.assertAll();
	}

	/**
	 * Netty asks name servers itself.
	 */
	@ParameterizedTest
	@CsvSource({ "3, nxdomain", "2, dns", "-1, dns" })
	void nameServersThatKnowNothingAreToldFromThoseThatFail(int code, String reason) throws Exception {
		try (NameServer server = new NameServer(code)) {
			HttpClient client = HttpClient.create()
				.resolver((resolver) -> resolver.queryTimeout(Duration.ofMillis(500))
					.maxQueriesPerResolve(1)
					.dnsAddressResolverGroupProvider((builder) -> new DnsAddressResolverGroup(builder
						.nameServerProvider(new SingletonDnsServerAddressStreamProvider(server.address())))));
			assertThatThrownBy(() -> client.get().uri("http://a.test/").response().block())
				.satisfies((failure) -> assertThat(ReasonFinder.find(failure)).isEqualTo(reason));
		}
	}

	private static @Nullable Throwable failure(HttpClientKind client, URI uri) {
		try {
			client.post(uri);
			return null;
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			return ex;
		}
	}

}
