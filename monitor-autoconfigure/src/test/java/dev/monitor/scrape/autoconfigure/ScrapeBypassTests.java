package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

import dev.monitor.CapturedLog;
import dev.monitor.gate.SwitchGate;
import dev.monitor.guard.RefusalLog;
import dev.monitor.scrape.autoconfigure.ScrapedApp.Answer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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
			none      | X-Original-Forwarded-For: 127.0.0.1
			none      | Fly-Client-IP: 127.0.0.1
			none      | X-Envoy-External-Address: 127.0.0.1
			none      | Origin: https://app.example.com
			none      | Origin: null
			none      | Sec-Fetch-Site: cross-site
			none      | Host: app.example.com
			none      | Host: 192.0.2.7
			native    | X-Forwarded-Proto: http
			native    | Forwarded: for=127.0.0.1
			native    | X-Forwarded-For: 192.0.2.7
			native    | X-Forwarded-For: 127.0.0.1
			native    | X-Forwarded-For: 127.0.0.1, 10.0.0.5
			native    | X-Forwarded-For: ::1
			native    | Origin: https://app.example.com
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
			assertThat(app.get("/readyz").body()).contains("under repair");
			assertThat(app.get("/readyz", header).body()).contains("\"gate\":\"repair\"")
				.doesNotContain("under repair");
		}
	}

	@Test
	void whoSpeaksAnOldVersionMayBeAProxyThatPassesStrangersOn() throws IOException {
		for (String server : List.of(ScrapedApp.TOMCAT, ScrapedApp.JETTY)) {
			ScrapedApp app = app(server, "none");
			assertThat(app.getOld(app.port(), "/actuator/prometheus").status()).isEqualTo(401);
			assertThat(app.getOld(app.port(), "/readyz").body()).doesNotContain("under repair");
		}
	}

	/**
	 * The names of headers can be chosen, and the container takes them out.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "X-Edge-Peer: 127.0.0.1, 10.0.0.5", "X-Edge-Peer: 127.0.0.1, 203.0.113.9",
			"X-Edge-Host: localhost", "X-Edge-Proto: https" })
	void relayedRequestIsNotLocalWhateverTheHeadersOfTheProxyAreCalled(String header) throws IOException {
		String remoteIp = "server.tomcat.remoteip.";
		for (String server : List.of(ScrapedApp.TOMCAT, ScrapedApp.JETTY)) {
			ScrapedApp app = app(server, "native", remoteIp + "remote-ip-header=X-Edge-Peer",
					remoteIp + "host-header=X-Edge-Host", remoteIp + "protocol-header=X-Edge-Proto",
					remoteIp + "trusted-proxies=203\\.0\\.113\\.9", "test.names=edge");
			assertThat(app.get("/actuator/prometheus").status()).isEqualTo(200);
			String host = "Host: " + (header.contains("Host") ? "app.example.com" : "localhost");
			assertThat(app.get("/actuator/prometheus", header, host).status()).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For: 127.0.0.1, 10.0.0.5", "X-Forwarded-For: 127.0.0.1",
			"Fastly-Client-IP: 127.0.0.1", "Origin: https://app.example.com", "Host: app.example.com" })
	void relayedRequestIsNotLocalOnOtherPortsEither(String header) throws IOException {
		for (String server : List.of(ScrapedApp.TOMCAT, ScrapedApp.JETTY)) {
			assertNotLocal(app(server, "native", "management.server.port=0"), ScrapedApp::managementPort, header);
		}
		assertNotLocal(app(ScrapedApp.TOMCAT, "native", "monitor.metrics.listen-address=127.0.0.1:0"),
				ScrapedApp::listenerPort, header);
	}

	private static void assertNotLocal(ScrapedApp app, ToIntFunction<ScrapedApp> port, String header)
			throws IOException {
		int number = port.applyAsInt(app);
		assertThat(app.send(number, "GET", "/actuator/prometheus").status()).isEqualTo(200);
		assertThat(app.send(number, "GET", "/actuator/prometheus", header).status()).isEqualTo(401);
		assertThat(app.getOld(number, "/actuator/prometheus").status()).isEqualTo(401);
	}

	@Test
	void theRuleIsTheSameOverHttp2() throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		for (String server : List.of(ScrapedApp.TOMCAT, ScrapedApp.JETTY)) {
			ScrapedApp app = app(server, "native", "server.http2.enabled=true");
			HttpRequest.Builder request = HttpRequest
				.newBuilder(URI.create("http://localhost:" + app.port() + "/actuator/prometheus"));
			HttpResponse<Void> local = client.send(request.build(), BodyHandlers.discarding());
			assertThat(local.version()).isEqualTo(HttpClient.Version.HTTP_2);
			assertThat(local.statusCode()).isEqualTo(200);
			request.header("X-Forwarded-For", "127.0.0.1, 10.0.0.5");
			assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode()).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "native", "framework" })
	void failuresCountForTheConnectionWhateverAddressIsClaimed(String strategy) throws IOException {
		for (String server : List.of(ScrapedApp.TOMCAT, ScrapedApp.JETTY)) {
			try (CapturedLog log = new CapturedLog(RefusalLog.class)) {
				try (ScrapedApp app = ScrapedApp.startWithTokens(server,
						"server.forward-headers-strategy=" + strategy)) {
					assertThat(IntStream.range(0, 200)
						.anyMatch((i) -> status(app, "X-Forwarded-For: 198.51.100." + i) == 429)).isTrue();
				}
				assertThat(log.lines()).last()
					.asString()
					.matches("INFO Refused 6\\d requests for metrics within a minute \\(missing: 6\\d, limited: 1\\), "
							+ "from 127\\.0\\.0\\.1 through a proxy: 6\\d");
			}
		}
	}

	private static int status(ScrapedApp app, String header) {
		try {
			return app.get("/actuator/prometheus", header).status();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void corsLetsNoPageReadByTheLoopbackRule() throws IOException {
		try (ScrapedApp app = ScrapedApp.start("management.endpoints.web.cors.allowed-origins=*")) {
			Answer answer = app.get("/actuator/prometheus", "Origin: https://app.example.com");
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.body()).doesNotContain("# TYPE");
			assertThat(app.get("/actuator/prometheus", "Origin: http://localhost:" + app.port()).status())
				.isEqualTo(200);
		}
	}

	private ScrapedApp app(String server, String strategy, String... properties) {
		return this.apps.computeIfAbsent(server + strategy + List.of(properties), (key) -> {
			List<String> all = new ArrayList<>(List.of(server, "server.forward-headers-strategy=" + strategy));
			all.addAll(List.of(properties));
			return ScrapedApp.start(RepairConfig.class, all.toArray(String[]::new));
		});
	}

	@AfterAll
	void stop() {
		this.apps.values().forEach(ScrapedApp::close);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			1 | monitor.metrics.access=auto
			1 | management.server.port=0
			1 | monitor.metrics.listen-address=127.0.0.1:0
			1 | spring.main.lazy-initialization=true
			0 | monitor.metrics.access=open
			0 | monitor.metrics.tokens.a.hash=461caa80a52104436e34006189430d13aba103b2c4344d446ea3d9324b0de1c0
			0 | management.endpoints.web.exposure.exclude=prometheus
			0 | monitor.metrics.enabled=false
			""")
	void theStartSaysOnceThatCallersOnThisMachineNeedNoToken(int lines, String property) {
		try (CapturedLog log = new CapturedLog(LoopbackNotice.class); ScrapedApp app = ScrapedApp.start(property)) {
			assertThat(app.context().isRunning()).isTrue();
			assertThat(log.lines()).hasSize(lines)
				.allSatisfy(
						(line) -> assertThat(line).startsWith("INFO Metrics are served to callers on this machine only")
							.contains("proxy", "monitor.metrics.tokens.<name>.hash"));
		}
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
	static class RepairConfig {

		@Bean
		SwitchGate repair() {
			SwitchGate gate = SwitchGate.opened("repair", Clock.systemUTC());
			gate.close("under repair");
			return gate;
		}

		/**
		 * What Spring Boot can be told for Tomcat with properties.
		 */
		@Bean
		@ConditionalOnProperty("test.names")
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> edgeNames() {
			return (factory) -> factory.addServerCustomizers((server) -> {
				ForwardedRequestCustomizer edge = new ForwardedRequestCustomizer();
				edge.setForwardedForHeader("X-Edge-Peer");
				edge.setForwardedHostHeader("X-Edge-Host");
				edge.setForwardedProtoHeader("X-Edge-Proto");
				HttpConnectionFactory factoryOfConnector = server.getConnectors()[0]
					.getConnectionFactory(HttpConnectionFactory.class);
				factoryOfConnector.getHttpConfiguration().addCustomizer(edge);
			});
		}

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
