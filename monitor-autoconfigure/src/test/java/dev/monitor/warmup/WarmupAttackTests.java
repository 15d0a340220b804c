package dev.monitor.warmup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;

import dev.monitor.Unwanted;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.http.RequestMark;
import dev.monitor.warmup.Warmup.Start;
import dev.monitor.warmup.WarmupReport.State;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who can close the gate from outside, and what overload does to a warmup.
 */
class WarmupAttackTests {

	private static final String FORM = "--x\r\nContent-Disposition: form-data; name=\"limit\"\r\n\r\n1\r\n--x--\r\n";

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void unlessTheApplicationSaysOtherwiseTheEndpointsAreReadOnly() throws Exception {
		try (ConfigurableApplicationContext context = run("--management.endpoints.web.exposure.include=*")) {
			assertThat(get(context, "/actuator/warmup")).isEqualTo(200);
			assertThat(get(context, "/actuator/concurrency")).isEqualTo(200);
			assertThat(post(context, "/actuator/warmup", "application/json")).isEqualTo(405);
			assertThat(post(context, "/actuator/warmup/requests", "application/json")).isEqualTo(404);
			assertThat(post(context, "/actuator/concurrency", "application/json")).isEqualTo(405);
			assertThat(context.getBean(ConcurrencyLimit.class).limiter().limit()).isNotEqualTo(1);
		}
	}

	/**
	 * What a page of another site can send without a preflight (Fetch, safelisted request
	 * headers) has one of three types or none.
	 */
	@ParameterizedTest
	@EnumSource(value = Unwanted.class, names = { "TOMCAT", "JETTY" })
	void noPageOfAnotherSiteClosesTheGate(Unwanted otherServer) throws Exception {
		try (ConfigurableApplicationContext context = run("--" + Unwanted.property(otherServer, Unwanted.SECURITY),
				"--management.endpoints.web.exposure.include=warmup,concurrency",
				"--management.endpoint.warmup.access=unrestricted",
				"--management.endpoint.concurrency.access=unrestricted")) {
			await().untilAsserted(() -> assertThat(get(context, "/readyz")).isEqualTo(200));
			WarmupReport before = context.getBean(Warmup.class).report();
			for (String path : List.of("/actuator/warmup", "/actuator/warmup/requests", "/actuator/concurrency")) {
				for (String type : Arrays.asList("text/plain", "text/plain;charset=UTF-8",
						"multipart/form-data; boundary=x", "application/x-www-form-urlencoded", null)) {
					assertThat(post(context, path, type)).as("%s of type %s", path, type).isEqualTo(415);
				}
			}
			assertThat(context.getBean(Warmup.class).report()).isEqualTo(before);
			assertThat(context.getBean(ConcurrencyLimit.class).limiter().limit()).isNotEqualTo(1);
			assertThat(post(context, "/actuator/warmup", "application/json")).isEqualTo(202);
		}
	}

	@ParameterizedTest
	@EnumSource(value = Unwanted.class, names = { "TOMCAT", "JETTY" })
	void ownRequestsNeedNoPermitWhetherTheyAreCountedOrNotAndNobodyForgesThem(Unwanted otherServer) throws Exception {
		try (ConfigurableApplicationContext context = run("--" + Unwanted.property(otherServer, Unwanted.SECURITY),
				"--monitor.warmup.record-requests=" + (otherServer == Unwanted.JETTY),
				"--monitor.concurrency.max-requests=1", "--monitor.concurrency.max-waiting=0")) {
			Warmup warmup = context.getBean(Warmup.class);
			await().until(() -> warmup.report().state() == State.SUCCEEDED);
			ConcurrencyLimiter limiter = context.getBean(ConcurrencyLimit.class).limiter();
			await().until(limiter::tryAcquire);
			await().untilAsserted(() -> assertThat(warmup.runAll()).isEqualTo(Start.STARTED));
			await().until(() -> warmup.report().state() != State.RUNNING);
			assertThat(warmup.report().state()).isEqualTo(State.SUCCEEDED);
			HttpRequest forged = request(context, "/work").header(RequestMark.HEADER, RequestMark.random(true).value())
				.build();
			assertThat(this.client.send(forged, BodyHandlers.discarding()).statusCode()).isEqualTo(503);
			limiter.release();
		}
	}

	private static ConfigurableApplicationContext run(String... args) {
		return new SpringApplicationBuilder(TestApplication.class)
			.properties("server.port=0", "monitor.warmup.requests[0].path=/work")
			.run(args);
	}

	private int get(ConfigurableApplicationContext context, String path) throws IOException, InterruptedException {
		return this.client.send(request(context, path).build(), BodyHandlers.discarding()).statusCode();
	}

	private int post(ConfigurableApplicationContext context, String path, @Nullable String type)
			throws IOException, InterruptedException {
		String body = (type != null && type.startsWith("multipart")) ? FORM : "{\"limit\":1}";
		HttpRequest.Builder request = request(context, path).POST(BodyPublishers.ofString(body));
		if (type != null) {
			request.header("Content-Type", type);
		}
		return this.client.send(request.build(), BodyHandlers.discarding()).statusCode();
	}

	private static HttpRequest.Builder request(ConfigurableApplicationContext context, String path) {
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		ServletRegistrationBean<HttpServlet> work() {
			return new ServletRegistrationBean<>(new HttpServlet() {

				private static final long serialVersionUID = 1L;

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) {
					response.setStatus(HttpServletResponse.SC_OK);
				}

			}, "/work");
		}

	}

}
