package dev.monitor.meter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.monitor.Unwanted;
import dev.monitor.health.RunningApp;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a scrape shows after requests for 10000 paths that there are, 10000 that there are
 * not, with as many hosts, and 10000 hosts that the application asked itself. It is the
 * proxy for all these hosts, so that no name is looked up and connections are kept.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CardinalityOverHttpTests {

	private static final int VALUES = 10_000;

	private static final int THREADS = 4;

	private static final int BATCH = 100;

	private static final int MAX_SERIES = 1000;

	private static final int MAX_CLIENT_NAMES = 100;

	private static final String OWN_SCRAPES = "uri=\"/actuator/prometheus\"";

	private final RunningApp app = RunningApp.start(Tenants.class, List.of(Unwanted.JETTY, Unwanted.SECURITY),
			"monitor.logging.access.enabled=false", "monitor.concurrency.enabled=false",
			"server.tomcat.max-keep-alive-requests=-1", "spring.web.resources.static-locations=file:target/none/");

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.app.port())))
		.build();

	@SuppressWarnings("NullAway.Init")
	private List<Series> series;

	@BeforeAll
	void attack() throws Exception {
		RestClient calls = this.app.bean(RestClient.Builder.class)
			.requestFactory(new JdkClientHttpRequestFactory(this.client))
			.build();
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		List<Future<?>> attacks = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			int first = thread;
			attacks.add(threads.submit(() -> {
				for (int i = first; i < VALUES; i += THREADS) {
					calls.get().uri("http://host" + i + ".example/tenants/{id}", i).retrieve().toBodilessEntity();
				}
				askForWhatIsNotThere(first);
				return null;
			}));
		}
		threads.shutdown();
		for (Future<?> each : attacks) {
			each.get(300, TimeUnit.SECONDS);
		}
		// a request counts when it is over, which its client may know before
		Awaitility.await().untilAsserted(() -> {
			this.series = scrape();
			assertThat(sum("http_server_requests_seconds_count", (labels) -> true)).isEqualTo(2 * VALUES);
			assertThat(named("http_server_requests_seconds_count"))
				.noneMatch((each) -> each.labels().contains(OWN_SCRAPES));
		});
	}

	@AfterAll
	void stop() {
		this.app.close();
	}

	@Test
	void noNameHasMoreSeriesThanItMay() {
		Map<String, Long> sizes = this.series.stream()
			.filter((series) -> !series.name().endsWith("_bucket"))
			.collect(Collectors.groupingBy(Series::name, Collectors.counting()));
		assertThat(sizes).hasSizeGreaterThan(50)
			.allSatisfy((name, size) -> assertThat(size).isLessThanOrEqualTo(MAX_SERIES));
	}

	@Test
	void pathsThatAreNotThereAreOneSeries() {
		assertThat(named("http_server_requests_seconds_count")).hasSizeLessThan(10);
		assertThat(folded("http.server.requests")).isZero();
	}

	@Test
	void pathsInATimerOfTheApplicationsAreFoldedAndNoneIsLost() {
		assertFolded("tenant.requests", "tenant_requests_seconds_count", "path");
	}

	@Test
	void hostsInACounterOfTheApplicationsAreFoldedAndNoneIsLost() {
		assertFolded("tenant.hosts", "tenant_hosts_total", "host");
	}

	@Test
	void hostsThatTheApplicationAsksAreFoldedAndNoneIsLost() {
		String count = "http_client_requests_seconds_count";
		assertThat(named(count)).hasSize(MAX_CLIENT_NAMES + 1);
		assertThat(sum(count, (labels) -> true)).isEqualTo(VALUES);
		assertThat(sum(count, (labels) -> labels.contains("client_name=\"other\"")))
			.isEqualTo(VALUES - MAX_CLIENT_NAMES)
			.isEqualTo(folded("http.client.requests"));
	}

	private void assertFolded(String meter, String name, String tag) {
		assertThat(named(name)).hasSizeBetween(MAX_SERIES * 8 / 10, MAX_SERIES);
		assertThat(sum(name, (labels) -> true)).isEqualTo(VALUES);
		Predicate<String> other = (labels) -> labels.contains(tag + "=\"other\"");
		long kept = named(name).stream().filter((series) -> !other.test(series.labels())).count();
		assertThat(sum(name, other)).isEqualTo((double) (VALUES - kept)).isEqualTo(folded(meter));
	}

	private double folded(String meter) {
		return sum("monitor_metrics_folded_total", (labels) -> labels.contains("meter=\"" + meter + "\""));
	}

	private double sum(String name, Predicate<String> labels) {
		return named(name).stream().filter((series) -> labels.test(series.labels())).mapToDouble(Series::value).sum();
	}

	private List<Series> named(String name) {
		return this.series.stream().filter((series) -> series.name().equals(name)).toList();
	}

	private List<Series> scrape() throws IOException, InterruptedException {
		HttpResponse<String> response = this.app.get("/actuator/prometheus");
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body().lines().filter((line) -> !line.startsWith("#")).map(Series::parse).toList();
	}

	/**
	 * Send one request behind the other on the same connection, and read the answers,
	 * which have no body, when there are a hundred of them.
	 */
	private void askForWhatIsNotThere(int first) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.app.port())) {
			socket.setSoTimeout(30_000);
			BufferedReader answers = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			for (int begin = first; begin < VALUES; begin += THREADS * BATCH) {
				socket.getOutputStream().write(requests(begin).getBytes(StandardCharsets.ISO_8859_1));
				for (int i = 0; i < BATCH; i++) {
					String line = answers.readLine();
					assertThat(line).startsWith("HTTP/1.1 404");
					while (line != null && !line.isEmpty()) {
						line = answers.readLine();
					}
				}
			}
		}
	}

	private static String requests(int begin) {
		return IntStream.iterate(begin, (i) -> i + THREADS)
			.limit(BATCH)
			.mapToObj((i) -> "HEAD /missing/" + i + " HTTP/1.1\r\nHost: other" + i + ".example\r\n\r\n")
			.collect(Collectors.joining());
	}

	private record Series(String name, String labels, double value) {

		static Series parse(String line) {
			int space = line.lastIndexOf(' ');
			int brace = line.indexOf('{');
			int name = (brace > 0) ? brace : space;
			return new Series(line.substring(0, name), line.substring(name, space),
					Double.parseDouble(line.substring(space + 1).replace("Inf", "Infinity")));
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Tenants {

		/**
		 * Tags its meters as nobody should.
		 */
		@Bean
		ServletRegistrationBean<HttpServlet> tenants(MeterRegistry registry) {
			return new ServletRegistrationBean<>(new HttpServlet() {

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) {
					registry.timer("tenant.requests", "path", request.getRequestURI(), "outcome", "ok")
						.record(1, TimeUnit.MILLISECONDS);
					registry.counter("tenant.hosts", "host", request.getServerName()).increment();
				}

			}, "/tenants/*");
		}

	}

}
