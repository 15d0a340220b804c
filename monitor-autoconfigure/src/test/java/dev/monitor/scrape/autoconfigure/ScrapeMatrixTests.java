package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import dev.monitor.scrape.autoconfigure.ScrapedApp.Answer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/**
 * What every kind of caller is answered, with every method, on every port, under every
 * kind of security. What guards the rest of the application stays as it is, and health
 * stays open.
 */
class ScrapeMatrixTests {

	private static final String PATH = "/actuator/prometheus";

	private static final String BEARER = "Authorization: Bearer ";

	static Stream<Arguments> places() {
		return Stream.of(Port.values())
			.flatMap((port) -> Stream.of(Security.values()).map((security) -> Arguments.of(port, security)));
	}

	@ParameterizedTest
	@MethodSource("places")
	void everyCallerGetsItsAnswer(Port port, Security security) throws IOException {
		try (ScrapedApp app = start(port, security)) {
			SoftAssertions softly = new SoftAssertions();
			for (Caller caller : Caller.values()) {
				for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
					Answer answer = app.send(port.of(app), method, PATH + caller.query, caller.headers);
					check(softly, method + " by " + caller, answer, method, expected(caller, security));
				}
			}
			checkTheRest(softly, app, port, security);
			softly.assertAll();
		}
	}

	private static void check(SoftAssertions softly, String what, Answer answer, String method, int expected) {
		boolean read = method.equals("GET") || method.equals("HEAD");
		softly.assertThat(answer.status()).as(what).isEqualTo(read ? expected : 405);
		softly.assertThat(answer.body().contains("# TYPE")).as(what).isEqualTo(method.equals("GET") && expected == 200);
		softly.assertThat(answer.header("Cache-Control")).as(what).containsExactly("no-store");
		softly.assertThat(answer.header("Location")).as(what).isEmpty();
		softly.assertThat(answer.header("Set-Cookie")).as(what).isEmpty();
		softly.assertThat(answer.header("Allow")).as(what).hasSize(read ? 0 : 1);
		softly.assertThat(String.join("", answer.header("WWW-Authenticate")))
			.as(what)
			.startsWith(switch (read ? expected : 405) {
				case 400 -> "Bearer realm=\"metrics\", error=\"invalid_request\"";
				case 401 -> "Bearer realm=\"metrics\"";
				case 403 -> "Bearer realm=\"metrics\", error=\"insufficient_scope\", scope=\"admin:metrics\"";
				default -> "";
			});
	}

	private static int expected(Caller caller, Security security) {
		boolean resourceServer = security == Security.RESOURCE_SERVER;
		return switch (caller) {
			case RIGHT, LOWER_CASE -> 200;
			case ANONYMOUS, BASIC, WRONG, EXPIRED, QUERY -> 401;
			case TWICE -> 400;
			case OTHER_SCOPE -> resourceServer ? 403 : 401;
			case METRICS_SCOPE -> resourceServer ? 200 : 401;
		};
	}

	private static void checkTheRest(SoftAssertions softly, ScrapedApp app, Port port, Security security)
			throws IOException {
		Answer browser = app.send(port.of(app), "GET", PATH, "Accept: text/html");
		softly.assertThat(browser.status()).as("browser").isEqualTo(401);
		softly.assertThat(browser.header("Location")).as("browser").isEmpty();
		for (String health : List.of("/health", "/readyz", "/livez")) {
			for (String headers : List.of("", BEARER + "good-token")) {
				softly
					.assertThat(app
						.send(app.port(), "GET", health, headers.isEmpty() ? new String[0] : new String[] { headers })
						.status())
					.as(health)
					.isEqualTo(200);
			}
		}
		for (String target : List.of("/", "/actuator/metrics", PATH + "/more")) {
			softly.assertThat(app.send(app.port(), "GET", target, BEARER + "good-token").status())
				.as(target)
				.isEqualTo(security.elsewhere);
		}
		if (port != Port.SAME) {
			for (Caller caller : Caller.values()) {
				int status = app.send(app.port(), "GET", PATH + caller.query, caller.headers).status();
				softly.assertThat(status)
					.as("application's port, " + caller)
					.isEqualTo((port == Port.LISTENER) ? 404 : elsewhere(caller, security));
			}
		}
	}

	/**
	 * Beside a management port the application's port knows no such path, and its own
	 * security decides about that as about any other.
	 */
	private static int elsewhere(Caller caller, Security security) {
		boolean known = security == Security.RESOURCE_SERVER
				&& (caller == Caller.METRICS_SCOPE || caller == Caller.OTHER_SCOPE);
		return known ? 404 : security.elsewhere;
	}

	private static ScrapedApp start(Port port, Security security) {
		List<String> properties = new ArrayList<>(List.of(ScrapeTokens.PROPERTIES));
		properties.addAll(port.properties);
		if (security != Security.NONE) {
			properties.add(ScrapedApp.SECURED);
		}
		return ScrapedApp.start(security.config, properties.toArray(String[]::new));
	}

	@SuppressWarnings("ImmutableEnumChecker")
	private enum Caller {

		ANONYMOUS, BASIC("Authorization: Basic Z29vZC10b2tlbjo="), WRONG(BEARER + "no-token"),
		EXPIRED(ScrapeTokens.OLD), OTHER_SCOPE(BEARER + "jwt-other"), METRICS_SCOPE(BEARER + "jwt-metrics"),
		RIGHT(ScrapeTokens.GOOD), QUERY("?access_token=good-token", new String[0]),
		LOWER_CASE("authorization: bearer good-token"), TWICE(ScrapeTokens.GOOD, ScrapeTokens.GOOD);

		private final String query;

		private final String[] headers;

		Caller(String... headers) {
			this("", headers);
		}

		Caller(String query, String[] headers) {
			this.query = query;
			this.headers = headers;
		}

	}

	@SuppressWarnings("ImmutableEnumChecker")
	private enum Port {

		SAME(ScrapedApp::port),
		MANAGEMENT(ScrapedApp::managementPort, "management.server.port=0", "management.server.address=127.0.0.1"),
		LISTENER(ScrapedApp::listenerPort, "monitor.metrics.listen-address=127.0.0.1:0");

		private final ToIntFunction<ScrapedApp> port;

		private final List<String> properties;

		Port(ToIntFunction<ScrapedApp> port, String... properties) {
			this.port = port;
			this.properties = List.of(properties);
		}

		int of(ScrapedApp app) {
			return this.port.applyAsInt(app);
		}

	}

	private enum Security {

		NONE(ScrapedApp.Config.class, 404), DEFAULT(ScrapedApp.Config.class, 401), OWN_CHAIN(OwnChain.class, 302),
		RESOURCE_SERVER(ResourceServer.class, 401);

		private final Class<?> config;

		/**
		 * What a metrics token is answered elsewhere.
		 */
		private final int elsewhere;

		Security(Class<?> config, int elsewhere) {
			this.config = config;
			this.elsewhere = elsewhere;
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnChain {

		@Bean
		SecurityFilterChain own(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().hasRole("USER"));
			http.formLogin(Customizer.withDefaults());
			return http.build();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ResourceServer {

		@Bean
		JwtDecoder decoder() {
			return (token) -> switch (token) {
				case "jwt-metrics" -> jwt(token, "read admin:metrics");
				case "jwt-other" -> jwt(token, "read");
				default -> throw new BadJwtException("no such token");
			};
		}

		private static Jwt jwt(String token, String scope) {
			return Jwt.withTokenValue(token).header("alg", "none").subject("scraper").claim("scope", scope).build();
		}

	}

}
