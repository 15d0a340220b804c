package dev.monitor.concurrency.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint over real sockets, in a server of 20 threads, of which 16 are usable.
 */
class ConcurrencyEndpointServerTests {

	private static final String RANGE = "{\"error\":\"Send {\\\"limit\\\": n} with a whole number n from 1 to 16.\"}";

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@BeforeAll
	static void start() {
		context = run("--monitor.concurrency.max-requests=8");
	}

	@AfterAll
	static void close() {
		context.close();
	}

	@BeforeEach
	void setLimitBack() {
		limiter().resize(8, 4);
	}

	@Test
	void showsWhatTheLimitDoes() throws Exception {
		limiter().resize(2, 0);
		assertThat(limiter().tryAcquire()).isTrue();
		assertThat(limiter().tryAcquire()).isTrue();
		String calm = get(context).body();
		assertThat(limiter().acquire(0)).hasToString("QUEUE_FULL");
		String saturated = get(context).body();
		limiter().release();
		limiter().release();
		assertThat(calm).startsWith(
				"{\"limit\":2,\"maxWaiting\":0,\"mode\":\"enforce\",\"algorithm\":\"fixed\",\"active\":2,\"waiting\":0,")
			.contains("\"totals\":{\"admitted\":0,\"waited\":0,\"rejected\":"
					+ "{\"queue_full\":0,\"wait_timeout\":0,\"deadline\":0,\"shutdown\":0}}")
			.contains("\"saturatedSince\":null,\"oldestSeconds\":0.0,\"priorities\":{}}");
		assertThat(saturated).containsPattern("\"saturatedSince\":\"\\d{4}-\\d\\d-\\d\\dT");
	}

	@Test
	void setsTheLimitAndHowManyMayWait() throws Exception {
		HttpResponse<String> response = post(context, "{\"limit\":4}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("{\"limit\":4,\"maxWaiting\":2,");
		assertThat(limiter().limit()).isEqualTo(4);
		assertThat(post(context, "{\"limit\":\"14\"}").body()).startsWith("{\"limit\":14,\"maxWaiting\":2,");
		assertThat(post(context, "{\"limit\":16,\"more\":1}").body()).startsWith("{\"limit\":16,\"maxWaiting\":0,");
		assertThat(post(context, "{\"limit\":1}").body()).startsWith("{\"limit\":1,\"maxWaiting\":1,");
	}

	@Test
	void loweringTheLimitWaitsForNobody() throws Exception {
		for (int i = 0; i < 8; i++) {
			assertThat(limiter().tryAcquire()).isTrue();
		}
		assertThat(post(context, "{\"limit\":3}").body()).startsWith("{\"limit\":3,").contains("\"active\":8,");
		for (int i = 0; i < 8; i++) {
			limiter().release();
		}
		assertThat(limiter().active()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "{\"limit\":null}", "{\"limit\":0}", "{\"limit\":-1}", "{\"limit\":17}",
			"{\"limit\":2147483648}", "{\"limit\":99999999999999999999999}", "{\"limit\":2.5}", "{\"limit\":\"\"}",
			"{\"limit\":\"many\"}", "{\"limit\":true}", "{\"Limit\":4}" })
	void whatIsNoLimitInRangeIsRefusedWithTheRange(String body) throws Exception {
		HttpResponse<String> response = post(context, body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEqualTo(RANGE);
		assertThat(limiter().limit()).isEqualTo(8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"limit\":[4]}", "{\"limit\":{\"a\":4}}", "[4]", "4", "{\"limit\":" })
	void whatIsNoObjectOfPlainValuesIsRefused(String body) throws Exception {
		assertThat(post(context, body).statusCode()).isEqualTo(400);
		assertThat(limiter().limit()).isEqualTo(8);
	}

	@Test
	void limitThatAnAlgorithmFindsIsNotSetByHand() throws Exception {
		try (ConfigurableApplicationContext adaptive = run("--monitor.concurrency.algorithm=vegas",
				"--monitor.concurrency.min-requests=3")) {
			assertThat(get(adaptive).body()).contains("\"algorithm\":\"vegas\"");
			HttpResponse<String> response = post(adaptive, "{\"limit\":4}");
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(response.body()).isEqualTo("{\"error\":\"The limit follows monitor.concurrency.algorithm=vegas, "
					+ "from 3 to 10. To set it by hand, start the application with "
					+ "monitor.concurrency.algorithm=fixed.\"}");
		}
	}

	private static ConcurrencyLimiter limiter() {
		return context.getBean(ConcurrencyLimit.class).limiter();
	}

	private HttpResponse<String> get(ConfigurableApplicationContext context) throws IOException, InterruptedException {
		return this.client.send(request(context).build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> post(ConfigurableApplicationContext context, String body)
			throws IOException, InterruptedException {
		return this.client.send(
				request(context).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
				BodyHandlers.ofString());
	}

	private static HttpRequest.Builder request(ConfigurableApplicationContext context) {
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/concurrency"));
	}

	private static ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "server.address=127.0.0.1", "server.tomcat.threads.max=20",
					"management.endpoints.web.exposure.include=concurrency",
					"management.endpoint.concurrency.access=unrestricted", "spring.main.banner-mode=off")
			.run(properties);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
