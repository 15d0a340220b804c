package dev.monitor.scrape.autoconfigure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import dev.monitor.CapturedLog;
import dev.monitor.dependency.TestCertificate;
import dev.monitor.guard.AccessGuard;
import dev.monitor.listener.lifecycle.ListenerLifecycle;
import dev.monitor.listener.lifecycle.ListenerTls;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.scrape.autoconfigure.ScrapedApp.Answer;
import dev.monitor.scrape.listener.ScrapeResponder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * {@code monitor.metrics.listen-address}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ScrapeListenerConfigurationTests {

	private static final String PATH = "/actuator/prometheus";

	private static final String ADDRESS = "monitor.metrics.listen-address=";

	private final ScrapedApp app = ScrapedApp.start(BusyApplication.class, ADDRESS + "127.0.0.1:0",
			"server.tomcat.threads.max=2", "server.tomcat.threads.min-spare=1", "monitor.concurrency.enabled=false");

	@AfterAll
	void stop() {
		this.app.close();
	}

	@Test
	void nothingButTheMetricsIsServedThere() throws IOException {
		assertThat(ask("GET", PATH).body()).contains("# TYPE jvm_memory_used_bytes gauge");
		for (String path : List.of("/", "/actuator", "/actuator/health", "/health", PATH + "/", "/metrics")) {
			assertThat(ask("GET", path).status()).as(path).isEqualTo(404);
		}
	}

	@Test
	void noOtherPortServesThemThen() throws IOException {
		for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
			Answer answer = this.app.send(this.app.port(), method, PATH);
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.body()).doesNotContain("# TYPE");
		}
	}

	@Test
	void theFormatIsTheOneAskedFor() throws IOException {
		Answer text = ask("GET", PATH, "Accept: text/plain;version=0.0.4;q=1,*/*;q=0.1");
		assertThat(text.header("Content-Type")).containsExactly("text/plain;version=0.0.4;charset=utf-8");
		Answer openMetrics = ask("GET", PATH, "Accept: application/openmetrics-text;version=1.0.0,"
				+ "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
		assertThat(openMetrics.header("Content-Type"))
			.containsExactly("application/openmetrics-text;version=1.0.0;charset=utf-8");
		assertThat(openMetrics.body()).endsWith("# EOF\n");
		for (String other : List.of("Accept: image/png", "Accept: nonsense", "Accept: */*")) {
			assertThat(ask("GET", PATH, other).header("Content-Type")).as(other)
				.containsExactly("text/plain;version=0.0.4;charset=utf-8");
		}
	}

	@Test
	void headHasTheLengthAndNoBody() throws IOException {
		Answer head = ask("HEAD", PATH);
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(head.header("Content-Length")).singleElement()
			.satisfies((length) -> assertThat(length).hasSizeGreaterThan(3));
	}

	@Test
	void theBodyIsCompressedForWhoAsks() throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI
			.create("http://127.0.0.1:" + this.app.listenerPort() + PATH)
			.toURL()
			.openConnection();
		connection.setRequestProperty("Accept-Encoding", "gzip");
		byte[] body = connection.getInputStream().readAllBytes();
		assertThat(connection.getContentEncoding()).isEqualTo("gzip");
		assertThat(
				new String(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(), StandardCharsets.UTF_8))
			.contains("# TYPE jvm_memory_used_bytes gauge");
	}

	@Test
	void itAnswersWhileEveryRequestThreadIsBusyAndClientsDawdle() throws Exception {
		List<Socket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < 10; i++) {
				sockets.add(open(this.app.port(), "GET /busy HTTP/1.1\r\nHost: localhost\r\n\r\n"));
				sockets.add(open(this.app.listenerPort(), ""));
				sockets.add(open(this.app.listenerPort(), "GET " + PATH + " HTTP/1.1\r\nHost: loc"));
				sockets.add(open(this.app.listenerPort(), "\u0000\u0001nonsense\r\n\r\n"));
			}
			assertThat(this.app.context().getBean(BusyApplication.class).busy.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(ask("GET", PATH).status()).isEqualTo(200);
		}
		finally {
			this.app.context().getBean(BusyApplication.class).goOn.countDown();
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	@Test
	void scrapesWithinASecondShareARendering() throws IOException {
		// no two renderings are alike, for each counts its own scrape
		await().until(() -> ask("GET", PATH).body().equals(ask("GET", PATH).body()));
		String first = ask("GET", PATH).body();
		await().until(() -> !ask("GET", PATH).body().equals(first));
	}

	@Test
	void whatTakesTheEndpointAwayTakesItAwayHereToo() throws IOException {
		try (ScrapedApp without = ScrapedApp.start(ADDRESS + "127.0.0.1:0",
				"management.endpoints.web.exposure.exclude=prometheus")) {
			assertThat(without.send(without.listenerPort(), "GET", PATH).status()).isEqualTo(404);
		}
	}

	@Test
	void thePathIsTheOneOfTheEndpoint() throws IOException {
		try (ScrapedApp other = ScrapedApp.start(ADDRESS + "127.0.0.1:0", "management.endpoints.web.base-path=/ops",
				"management.endpoints.web.path-mapping.prometheus=metrics", "server.servlet.context-path=/app",
				"spring.main.lazy-initialization=true")) {
			assertThat(other.send(other.listenerPort(), "GET", "/ops/metrics").status()).isEqualTo(200);
			assertThat(other.send(other.port(), "GET", "/app/ops/metrics").status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.metrics.enabled=false", "monitor.enabled=false" })
	void switchedOffThereIsNoListener(String property) {
		try (ScrapedApp off = ScrapedApp.start(ADDRESS + "127.0.0.1:0", property)) {
			assertThat(off.context().getBeansOfType(ScrapeResponder.class)).isEmpty();
			assertThat(off.context().getBeansOfType(ListenerLifecycle.class)).isEmpty();
		}
	}

	@Test
	void falseIsNoAddressAndHidesNothing() throws IOException {
		try (ScrapedApp off = ScrapedApp.start(ADDRESS + "false")) {
			assertThat(off.context().getBeansOfType(ScrapeResponder.class)).isEmpty();
			assertThat(off.send(off.port(), "GET", PATH).body()).contains("# TYPE");
		}
	}

	@Test
	void itIsClosedWithTheApplication() {
		ScrapedApp closed = ScrapedApp.start(ADDRESS + "127.0.0.1:0");
		int port = closed.listenerPort();
		closed.close();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> closed.send(port, "GET", PATH));
	}

	@ParameterizedTest
	@CsvSource({ "9464, is not an address with a port, Write host:port",
			"no..name:1, names an unknown host, Write an address" })
	void anAddressThatIsNoneStopsTheStart(String address, String problem, String remedy) {
		assertStartFails("monitor.metrics.listen-address", problem, remedy, ADDRESS + address);
	}

	@Test
	void aPortInUseStopsTheStart() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertStartFails("monitor.metrics.listen-address", "cannot be listened on",
					"stop the process that uses this one", ADDRESS + "127.0.0.1:" + taken.getLocalPort());
		}
	}

	@Test
	void anUnknownBundleStopsTheStart() {
		assertStartFails("monitor.metrics.ssl-bundle", "names no SSL bundle", "spring.ssl.bundle.pem.scrape",
				ADDRESS + "127.0.0.1:0", "monitor.metrics.ssl-bundle=scrape");
	}

	@Test
	void aBundleWithoutAListenerStopsTheStart() {
		assertStartFails("monitor.metrics.listen-address", "must be set because monitor.metrics.ssl-bundle is set",
				"Set monitor.metrics.listen-address, or remove monitor.metrics.ssl-bundle",
				"monitor.metrics.ssl-bundle=scrape");
	}

	@Test
	void aBundleThatCannotBeLoadedStopsTheStart() {
		assertStartFails("monitor.metrics.ssl-bundle", "cannot be loaded", "spring.ssl.bundle.pem.scrape",
				ADDRESS + "127.0.0.1:0", "monitor.metrics.ssl-bundle=scrape",
				"spring.ssl.bundle.jks.scrape.keystore.location=file:/no/such/file.p12");
	}

	@Test
	void aBundleBringsTls(@TempDir Path directory) throws Exception {
		Path keyStore = directory.resolve("own.p12");
		TestCertificate.create(keyStore);
		try (CapturedLog log = new CapturedLog(ListenerTls.class);
				ScrapedApp secure = ScrapedApp.start(ADDRESS + "0.0.0.0:0", "monitor.metrics.ssl-bundle=scrape",
						"spring.ssl.bundle.jks.scrape.keystore.location=" + keyStore.toUri(),
						"spring.ssl.bundle.jks.scrape.keystore.password=" + TestCertificate.PASSWORD,
						"spring.ssl.bundle.jks.scrape.truststore.location=" + keyStore.toUri(),
						"spring.ssl.bundle.jks.scrape.truststore.password=" + TestCertificate.PASSWORD,
						"spring.ssl.bundle.jks.scrape.options.enabled-protocols=TLSv1.3")) {
			SslBundles bundles = secure.context().getBean(SslBundles.class);
			try (Socket socket = bundles.getBundle("scrape")
				.createSslContext()
				.getSocketFactory()
				.createSocket(InetAddress.getLoopbackAddress(), secure.listenerPort())) {
				socket.getOutputStream()
					.write(("GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
						.getBytes(StandardCharsets.ISO_8859_1));
				assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
					.startsWith("HTTP/1.1 200 OK\r\n");
			}
			assertThat(log.lines()).isEmpty();
		}
	}

	@Test
	void aBundleLoadedAnewServesFromTheNextConnectionOn(@TempDir Path directory) throws Exception {
		Path keyStore = directory.resolve("own.p12");
		TestCertificate.create(keyStore);
		try (ScrapedApp secure = ScrapedApp.start(ADDRESS + "127.0.0.1:0", "monitor.metrics.ssl-bundle=scrape",
				"spring.ssl.bundle.jks.scrape.keystore.location=" + keyStore.toUri(),
				"spring.ssl.bundle.jks.scrape.keystore.password=" + TestCertificate.PASSWORD,
				"spring.ssl.bundle.jks.scrape.reload-on-update=true",
				"spring.ssl.bundle.watch.file.quiet-period=50ms")) {
			Certificate before = certificate(secure.listenerPort());
			TestCertificate.create(keyStore);
			await().until(() -> !certificate(secure.listenerPort()).equals(before));
		}
	}

	private static Certificate certificate(int port) throws IOException, GeneralSecurityException {
		SSLContext trusting = SSLContext.getInstance("TLS");
		trusting.init(null, new TrustManager[] { new TrustEveryone() }, null);
		try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory()
			.createSocket(InetAddress.getLoopbackAddress(), port)) {
			socket.startHandshake();
			return socket.getSession().getPeerCertificates()[0];
		}
	}

	@Test
	void anApplicationWithoutAWebServerIsScrapedToo() throws IOException {
		String withoutServer = "spring.main.web-application-type=none";
		try (ScrapedApp worker = ScrapedApp.startWithTokens(withoutServer, ADDRESS + "127.0.0.1:0")) {
			assertThat(worker.send(worker.listenerPort(), "GET", PATH).status()).isEqualTo(401);
			Answer metrics = worker.send(worker.listenerPort(), "GET", PATH, ScrapeTokens.GOOD);
			assertThat(metrics.body()).contains("# TYPE jvm_memory_used_bytes gauge");
		}
		try (ScrapedApp moved = ScrapedApp.start(withoutServer, ADDRESS + "127.0.0.1:0",
				"management.endpoints.web.base-path=/ops",
				"management.endpoints.web.path-mapping.prometheus=metrics")) {
			assertThat(moved.send(moved.listenerPort(), "GET", "/ops/metrics").status()).isEqualTo(200);
		}
		for (String away : List.of("management.endpoints.web.exposure.exclude=prometheus",
				"management.endpoint.prometheus.access=none", "management.prometheus.metrics.export.enabled=false")) {
			try (ScrapedApp without = ScrapedApp.start(withoutServer, ADDRESS + "127.0.0.1:0", away)) {
				assertThat(without.send(without.listenerPort(), "GET", PATH).status()).as(away).isEqualTo(404);
			}
		}
		try (ScrapedApp silent = ScrapedApp.start(withoutServer)) {
			assertThat(silent.context().getBeansOfType(AccessGuard.class)).isEmpty();
		}
	}

	@Test
	void withoutTlsOthersAreWarnedAgainst() {
		try (CapturedLog log = new CapturedLog(ListenerTls.class);
				ScrapedApp open = ScrapedApp.start(ADDRESS + "0.0.0.0:0")) {
			assertThat(log.lines()).singleElement().asString().contains("without TLS", "monitor.metrics.ssl-bundle");
			assertThat(open.listenerPort()).isPositive();
		}
	}

	@Test
	void withoutTlsNobodyIsWarnedAgainstThisMachine() throws IOException {
		byte[] address = new byte[16];
		address[15] = 1;
		assumeTrue(NetworkInterface.getByInetAddress(InetAddress.getByAddress(address)) != null,
				"This machine has no IPv6");
		try (CapturedLog log = new CapturedLog(ListenerTls.class);
				ScrapedApp local = ScrapedApp.start(ADDRESS + "[::1]:0")) {
			assertThat(log.lines()).isEmpty();
			assertThat(local.listenerPort()).isPositive();
		}
	}

	private static void assertStartFails(String property, String problem, String remedy, String... properties) {
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> start(properties))
			.satisfies((failure) -> {
				assertThat(failure.getProperty()).isEqualTo(property);
				assertThat(failure.analysis().getDescription()).contains(property, problem);
				assertThat(failure.analysis().getAction()).contains(remedy);
			});
	}

	private static void start(String... properties) throws Throwable {
		try (ScrapedApp started = ScrapedApp.start(properties)) {
			assertThat(started.port()).isPositive();
		}
		catch (RuntimeException ex) {
			Throwable cause = ex;
			while (cause.getCause() != null && !(cause instanceof InvalidPropertyException)) {
				cause = cause.getCause();
			}
			throw cause;
		}
	}

	private static Socket open(int port, String text) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

	private Answer ask(String method, String path, String... headers) throws IOException {
		return this.app.send(this.app.listenerPort(), method, path, headers);
	}

	private static final class TrustEveryone implements X509TrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class BusyApplication {

		private final CountDownLatch busy = new CountDownLatch(2);

		private final CountDownLatch goOn = new CountDownLatch(1);

		@Bean
		RouterFunction<ServerResponse> busyRoute() {
			return RouterFunctions.route().GET("/busy", (request) -> {
				this.busy.countDown();
				this.goOn.await();
				return ServerResponse.ok().build();
			}).build();
		}

	}

}
