package dev.monitor.warmup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

import dev.monitor.CapturedLog;
import dev.monitor.Unwanted;
import dev.monitor.http.ExpectedStatus;
import dev.monitor.http.RequestMark;
import dev.monitor.warmup.http.RequestsWarmupTask;
import dev.monitor.warmup.http.WarmupRequest;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Warmup of a running application by requests to its own port.
 */
class WarmupEndpointsTests {

	private static final String WRITABLE = "--management.endpoint.warmup.access=unrestricted";

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void readinessOpensWhenTheRequestsAreDoneAndTheyDoNotCount() throws Exception {
		try (ConfigurableApplicationContext context = run("--monitor.warmup.requests[0].path=/work?n=1",
				"--monitor.warmup.requests[0].count=3", "--monitor.warmup.requests[1].path=/work",
				"--monitor.warmup.requests[1].method=POST", "--monitor.warmup.requests[1].body=hello",
				"--monitor.warmup.requests[1].expected-status=200,201-204")) {
			Work work = context.getBean(Work.class);
			await().untilAtomic(work.begun, (begun) -> assertThat(begun).isEqualTo(1));
			HttpResponse<String> readyz = get(context, "/readyz");
			assertThat(readyz.statusCode()).isEqualTo(503);
			assertThat(readyz.body())
				.isEqualTo("{\"status\":\"DOWN\",\"gate\":\"warmup\",\"reason\":\"Warmup in progress: requests 0/4\"}");
			assertThat(get(context, "/actuator/warmup").body()).contains("\"state\":\"RUNNING\"")
				.contains("\"name\":\"requests\"")
				.contains("\"total\":4");
			work.mayAnswer.countDown();
			await().untilAsserted(() -> assertThat(get(context, "/readyz").statusCode()).isEqualTo(200));
			assertThat(get(context, "/actuator/warmup").body()).contains("\"state\":\"SUCCEEDED\"");
			assertThat(get(context, "/work").statusCode()).isEqualTo(200);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			await().untilAsserted(() -> assertThat(registry.find("http.server.requests").tag("uri", "UNKNOWN").timers())
				.singleElement()
				.satisfies((timer) -> assertThat(timer.count()).isEqualTo(1)));
			assertThat(
					registry.get("monitor.warmup.task").tags("task", "requests", "outcome", "success").timer().count())
				.isEqualTo(1);
		}
	}

	@Test
	void recordedRequestsCountBelowAnyContextPath() throws Exception {
		try (ConfigurableApplicationContext context = run("--monitor.warmup.requests[0].path=/work",
				"--server.servlet.context-path=/shop", "--monitor.warmup.record-requests=true")) {
			context.getBean(Work.class).mayAnswer.countDown();
			Warmup warmup = context.getBean(Warmup.class);
			await().until(() -> warmup.report().state() == WarmupReport.State.SUCCEEDED);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			await().untilAsserted(() -> assertThat(registry.find("http.server.requests").tag("uri", "UNKNOWN").timers())
				.singleElement()
				.satisfies((timer) -> assertThat(timer.count()).isEqualTo(1)));
		}
	}

	@Test
	void anUnexpectedAnswerKeepsTheGateClosed() throws Exception {
		try (ConfigurableApplicationContext context = run("--monitor.warmup.requests[0].path=/nothing?token=secret",
				"--monitor.warmup.on-failure=closed")) {
			await().untilAsserted(() -> assertThat(get(context, "/readyz").body())
				.contains("Warmup failed: requests: UnexpectedStatusException: GET /nothing answered 404"));
		}
	}

	@Test
	void tasksRunAgainOnRequest() throws Exception {
		try (ConfigurableApplicationContext context = run("--monitor.warmup.requests[0].path=/work", WRITABLE)) {
			assertThat(post(context, "/actuator/warmup")).isEqualTo(409);
			assertThat(post(context, "/actuator/warmup/nothing")).isEqualTo(404);
			Work work = context.getBean(Work.class);
			work.mayAnswer.countDown();
			Warmup warmup = context.getBean(Warmup.class);
			await().until(() -> warmup.report().state() == WarmupReport.State.SUCCEEDED);
			await().untilAsserted(() -> assertThat(post(context, "/actuator/warmup")).isEqualTo(202));
			await().untilAtomic(work.begun, (begun) -> assertThat(begun).isEqualTo(2));
			await().untilAsserted(() -> assertThat(get(context, "/readyz").statusCode()).isEqualTo(200));
			await().untilAsserted(() -> assertThat(post(context, "/actuator/warmup/requests")).isEqualTo(429));
			assertThat(get(context, "/readyz").statusCode()).isEqualTo(200);
			assertThat(work.begun).hasValue(2);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 302 })
	void whoeverWantsALoginIsToldTheTwoPropertiesThatHelp(int status) {
		try (CapturedLog log = new CapturedLog("dev.monitor.warmup");
				ConfigurableApplicationContext context = run("--monitor.warmup.requests[0].path=/work",
						"--monitor.warmup.requests[1].path=/work?status=" + status)) {
			context.getBean(Work.class).mayAnswer.countDown();
			await().untilAsserted(() -> assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN Warmup task 'requests' failed")
				.contains("GET /work answered " + status)
				.contains("monitor.warmup.requests[1].expected-status")
				.contains("monitor.warmup.requests[1].headers"));
		}
	}

	/**
	 * The gate never opened, so no load balancer has to notice that it is closed. If the
	 * test takes ten minutes, it was waited for.
	 */
	@Test
	void theEndDuringWarmupIsNotWaitedForAndNoWarning() {
		ConfigurableApplicationContext context = run("--monitor.warmup.requests[0].path=/work",
				"--monitor.shutdown.wait=10m", "--spring.lifecycle.timeout-per-shutdown-phase=1s");
		Work work = context.getBean(Work.class);
		try (CapturedLog log = new CapturedLog("dev.monitor")) {
			await().untilAtomic(work.begun, (begun) -> assertThat(begun).isEqualTo(1));
			context.close();
			assertThat(log.lines()).noneMatch((line) -> line.startsWith("WARN") || line.startsWith("ERROR"))
				.contains("INFO Shutting down at once: gate 'warmup' has been closed since the start");
			assertThat(work.begun).hasValue(1);
		}
		finally {
			work.mayAnswer.countDown();
			context.close();
		}
	}

	@ParameterizedTest
	@EnumSource(value = Unwanted.class, names = { "TOMCAT", "JETTY" })
	void tlsIsNoObstacle(Unwanted otherServer, @TempDir Path directory) throws Exception {
		Path keyStore = keyStore(directory);
		try (ConfigurableApplicationContext context = run("--monitor.warmup.requests[0].path=/work",
				"--" + Unwanted.property(otherServer, Unwanted.SECURITY), "--server.ssl.key-store=" + keyStore.toUri(),
				"--server.ssl.key-store-password=changeit")) {
			context.getBean(Work.class).mayAnswer.countDown();
			Warmup warmup = context.getBean(Warmup.class);
			await().until(() -> warmup.report().state() == WarmupReport.State.SUCCEEDED);
		}
	}

	@Test
	void serverThatWantsAClientCertificateIsTold(@TempDir Path directory) throws Exception {
		SSLContext tls = SSLContext.getInstance("TLS");
		KeyStore own = KeyStore.getInstance(keyStore(directory).toFile(), "changeit".toCharArray());
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(own, "changeit".toCharArray());
		tls.init(keys.getKeyManagers(), null, null);
		try (SSLServerSocket server = (SSLServerSocket) tls.getServerSocketFactory()
			.createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			server.setNeedClientAuth(true);
			Thread thread = new Thread(() -> {
				try (Socket client = server.accept()) {
					client.getInputStream().read();
				}
				catch (IOException ex) {
					// the handshake fails
				}
			});
			thread.start();
			URI address = URI.create("https://127.0.0.1:" + server.getLocalPort());
			WarmupRequest request = new WarmupRequest("GET", "/work", Map.of(), null, 1, ExpectedStatus.SUCCESS);
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> new RequestsWarmupTask(List.of(request), () -> address, RequestMark.random(true))
					.run(new WarmupProgress()))
				.withMessageContaining(
						"; the server asked for a client certificate, and warmup requests have none: with server.ssl.client-auth=need");
			thread.join();
		}
	}

	private static Path keyStore(Path directory) throws IOException, InterruptedException {
		Path keyStore = directory.resolve("own.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "own", "-keyalg", "EC",
				"-dname", "CN=orders.example", "-storepass", "changeit", "-storetype", "PKCS12", "-keystore",
				keyStore.toString())
			.inheritIO()
			.start();
		assertThat(process.waitFor()).isZero();
		return keyStore;
	}

	private static ConfigurableApplicationContext run(String... args) {
		return new SpringApplicationBuilder(TestApplication.class)
			.properties("server.port=0", "management.endpoints.web.exposure.include=health,warmup")
			.run(args);
	}

	private HttpResponse<String> get(ConfigurableApplicationContext context, String path)
			throws IOException, InterruptedException {
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		return this.client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
				BodyHandlers.ofString());
	}

	private int post(ConfigurableApplicationContext context, String path) throws IOException, InterruptedException {
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{}"))
			.build();
		return this.client.send(request, BodyHandlers.ofString()).statusCode();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		Work work() {
			return new Work();
		}

		@Bean
		ServletRegistrationBean<Work> workRegistration(Work work) {
			return new ServletRegistrationBean<>(work, "/work");
		}

	}

	static class Work extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private final transient AtomicInteger begun = new AtomicInteger();

		private final transient CountDownLatch mayAnswer = new CountDownLatch(1);

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			this.begun.incrementAndGet();
			try {
				this.mayAnswer.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			if (request.getParameter("status") != null) {
				response.setStatus(Integer.parseInt(request.getParameter("status")));
				return;
			}
			boolean post = request.getMethod().equals("POST");
			boolean json = "application/json".equals(request.getContentType());
			if (post && (!json || request.getInputStream().readAllBytes().length != 5)) {
				response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
				return;
			}
			response.setStatus(post ? HttpServletResponse.SC_CREATED : HttpServletResponse.SC_OK);
		}

	}

}
