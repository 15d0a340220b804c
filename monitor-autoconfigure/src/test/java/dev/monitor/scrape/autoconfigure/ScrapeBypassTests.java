package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.monitor.scrape.autoconfigure.ScrapedApp.Answer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ways round the guard that must lead nowhere.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ScrapeBypassTests {

	private final Map<String, ScrapedApp> apps = new HashMap<>();

	private static final List<String> SPELLINGS = List.of("", "/", "//", ";jsessionid=1", "/;a=b", "?x=/", "%3Bx",
			"%2F", "/.", "/./", "/x/..", "/x/../", "/..;/prometheus", ".txt", ".json", "%20", "%00", "%0a", "#x", "/*",
			"\\");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			monitor.metrics.access=auto                                          | /actuator/prometheus
			server.servlet.context-path=/app                                     | /app/actuator/prometheus
			spring.mvc.servlet.path=/api                                         | /api/actuator/prometheus
			server.servlet.context-path=/app spring.mvc.servlet.path=/api        | /app/api/actuator/prometheus
			management.endpoints.web.base-path=/manage                           | /manage/prometheus
			management.endpoints.web.base-path=/                                 | /prometheus
			management.endpoints.web.path-mapping.prometheus=metrics/all         | /actuator/metrics/all
			management.server.port=0 management.server.base-path=/ops            | /ops/actuator/prometheus
			management.server.port=0 management.endpoints.web.base-path=/        | /prometheus
			management.server.port=0 spring.mvc.servlet.path=/api                | /actuator/prometheus
			""")
	void noSpellingOfThePathLeadsRoundTheGuard(String properties, String path) throws IOException {
		for (String server : List.of(ScrapedApp.TOMCAT, ScrapedApp.JETTY)) {
			assertNoSpellingLeadsRound((properties + " " + server).split(" +", -1), path);
		}
	}

	private static void assertNoSpellingLeadsRound(String[] properties, String path) throws IOException {
		try (ScrapedApp app = ScrapedApp.startWithTokens(properties)) {
			assertThat(app.get(path, ScrapeTokens.GOOD).body()).contains("# TYPE jvm_memory_used_bytes");
			assertThat(app.get(path).status()).isEqualTo(401);
			int slash = path.lastIndexOf('/');
			String parent = path.substring(0, slash);
			String last = path.substring(slash + 1);
			for (String spelling : SPELLINGS) {
				assertGuarded(app, path + spelling);
			}
			for (String prefix : List.of("/", "/.", "/x/..", "/%2e", "/;a=b", "http://localhost")) {
				assertGuarded(app, prefix + path);
			}
			for (String glue : List.of("//", "/./", ";a=b/", "/;/", "%2F", "/x/../", "/%2e/", "/x/%2e%2e/", "\\")) {
				assertGuarded(app, parent + glue + last);
			}
			assertGuarded(app, parent + "/%" + Integer.toHexString(last.charAt(0)) + last.substring(1));
			assertGuarded(app, path.toUpperCase(Locale.ROOT));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-HTTP-Method-Override: GET", "X-Original-URL: /actuator/prometheus",
			"X-Rewrite-URL: /actuator/prometheus", "X-Forwarded-Prefix: /app", "Content-Length: 0" })
	void noHeaderLeadsRoundTheGuard(String header) throws IOException {
		try (ScrapedApp app = ScrapedApp.startWithTokens()) {
			for (String method : List.of("GET", "HEAD", "POST")) {
				for (String path : List.of("/actuator/prometheus", "/")) {
					Answer answer = app.send(app.port(), method, path, header);
					assertThat(answer.status()).isGreaterThanOrEqualTo(400);
					assertThat(answer.body()).doesNotContain("# TYPE");
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			none      | X-Forwarded-For: 127.0.0.1
			none      | Forwarded: for=127.0.0.1
			none      | X-Forwarded-Proto: http
			none      | X-Real-IP: 127.0.0.1
			none      | Via: 1.1 proxy
			none      | Host: app.example.com
			none      | Host: 192.0.2.7
			native    | X-Forwarded-Proto: http
			native    | Forwarded: for=127.0.0.1
			native    | X-Forwarded-For: 192.0.2.7
			native    | X-Forwarded-For: 192.0.2.7, 127.0.0.1
			framework | X-Forwarded-For: 127.0.0.1
			framework | Forwarded: for=127.0.0.1;host=localhost
			framework | X-Forwarded-Host: localhost
			framework | X-Forwarded-For: 192.0.2.7
			""")
	void relayedRequestIsNotLocalWhateverTheAppBelievesOfProxies(String strategy, String header) throws IOException {
		for (String server : List.of(ScrapedApp.TOMCAT, ScrapedApp.JETTY)) {
			ScrapedApp app = app(server, strategy);
			assertThat(app.get("/actuator/prometheus").status()).isEqualTo(200);
			Answer answer = app.get("/actuator/prometheus", header);
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.header("WWW-Authenticate")).containsExactly("Bearer realm=\"metrics\"");
		}
	}

	private ScrapedApp app(String server, String strategy) {
		return this.apps.computeIfAbsent(server + strategy,
				(key) -> ScrapedApp.start(server, "server.forward-headers-strategy=" + strategy));
	}

	@AfterAll
	void stop() {
		this.apps.values().forEach(ScrapedApp::close);
	}

	@Test
	void openMetricsAreServedToRelayedRequestsToo() throws IOException {
		try (ScrapedApp app = ScrapedApp.start("monitor.metrics.access=open")) {
			assertThat(app.get("/actuator/prometheus", "X-Forwarded-For: 192.0.2.7", "Host: a.example").status())
				.isEqualTo(200);
		}
	}

	@Test
	void forwardInsideTheApplicationIsGuarded() throws IOException {
		try (ScrapedApp app = ScrapedApp.start(ForwardingConfig.class, ScrapeTokens.PROPERTIES)) {
			assertThat(app.get("/way-in").status()).isEqualTo(401);
			assertThat(app.get("/way-in", ScrapeTokens.GOOD).body()).contains("# TYPE");
			Answer included = app.get("/include-in");
			assertThat(included.body()).doesNotContain("# TYPE");
		}
	}

	private static void assertGuarded(ScrapedApp app, String target) throws IOException {
		Answer answer = app.get(target);
		assertThat(answer.body()).as(target).doesNotContain("# TYPE").doesNotContain("jvm_");
		assertThat(answer.status()).as(target).isBetween(400, 499);
		Answer post = app.send(app.managementPort(), "POST", target);
		assertThat(post.body()).as(target).doesNotContain("# TYPE").doesNotContain("jvm_");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ForwardingConfig {

		@Bean
		ServletRegistrationBean<HttpServlet> forward() {
			return new ServletRegistrationBean<>(new HttpServlet() {

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response)
						throws IOException, ServletException {
					request.getRequestDispatcher("/actuator/prometheus").forward(request, response);
				}

			}, "/way-in");
		}

		@Bean
		ServletRegistrationBean<HttpServlet> include() {
			return new ServletRegistrationBean<>(new HttpServlet() {

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response)
						throws IOException, ServletException {
					request.getRequestDispatcher("/actuator/prometheus").include(request, response);
				}

			}, "/include-in");
		}

	}

}
