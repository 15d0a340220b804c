package dev.monitor.http.reactive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.monitor.ReactiveServer;
import dev.monitor.dashboard.DashboardApp;
import dev.monitor.dashboard.DashboardApp.Answer;
import dev.monitor.guard.TokenHash;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reactive application whose own security asks everybody for a login.
 */
class SecuredReactiveTests {

	private static final String METRICS = "/actuator/prometheus";

	private static final String DATA = "/actuator/dashboard/data/now";

	private static final String OWN = "Monitor-Dashboard: 1";

	private static DashboardApp app;

	@BeforeAll
	static void start() {
		app = DashboardApp.start(SecuredApplication.class,
				ReactiveServer.NETTY.secured(token("now", "good-token"), token("old", "old-token"),
						"monitor.metrics.tokens.old.expires=2020-01-01T00:00:00Z", "monitor.dashboard.role=VIEWER",
						"monitor.dashboard.operate-role=OPERATOR", "monitor.dashboard.actions=warmup",
						"monitor.warmup.enabled=true"));
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	private static String token(String name, String token) {
		return "monitor.metrics.tokens." + name + ".hash=" + TokenHash.of(token).toHex();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/health", "/readyz", "/livez" })
	void probesNeedNoLogin(String path) throws IOException {
		assertThat(ask("GET", path).status()).isEqualTo(200);
		assertThat(ask("HEAD", path).status()).isEqualTo(200);
		assertThat(ask("GET", path + "/more").status()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "none,401", "Bearer good-token,200", "bearer good-token,200", "Bearer bad-token,401",
					"Bearer old-token,401", "Basic dmlld2VyOnB3,401", "Bearer jwt-metrics,200",
					"Bearer jwt-other,403" })
	void metricsAreForTokens(@Nullable String authorization, int status) throws IOException {
		String[] headers = (authorization != null) ? new String[] { "Authorization: " + authorization } : new String[0];
		for (String method : List.of("GET", "HEAD")) {
			Answer answer = ask(method, METRICS, headers);
			assertThat(answer.status()).as(method).isEqualTo(status);
			assertThat(answer.body().contains("# TYPE")).isEqualTo(method.equals("GET") && status == 200);
			assertThat(answer.header("Cache-Control")).containsExactly("no-store");
			assertThat(answer.header("WWW-Authenticate")).hasSize((status == 200) ? 0 : 1);
		}
		Answer posted = ask("POST", METRICS, headers);
		assertThat(posted.status()).isEqualTo(405);
		assertThat(posted.header("Set-Cookie")).isEmpty();
	}

	@Test
	void aMetricsTokenOpensNothingElse() throws IOException {
		for (String target : List.of("/orders/1", "/actuator/metrics", METRICS + "/more", DATA)) {
			assertThat(ask("GET", target, "Authorization: Bearer good-token").status()).as(target).isEqualTo(401);
		}
	}

	@Test
	void theDashboardIsForRoles() throws IOException {
		SoftAssertions softly = new SoftAssertions();
		softly.assertThat(ask("GET", DATA, OWN).status()).isEqualTo(401);
		softly.assertThat(ask("GET", DATA, OWN, basic("guest")).status()).isEqualTo(403);
		softly.assertThat(ask("GET", DATA, basic("viewer")).status()).isEqualTo(403);
		softly.assertThat(ask("GET", DATA, OWN, basic("viewer")).body()).contains("sections");
		softly.assertThat(ask("GET", DATA, OWN, basic("viewer"), "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
		softly.assertThat(ask("GET", "/actuator/dashboard/", basic("viewer")).status()).isEqualTo(200);
		softly.assertThat(ask("GET", "/actuator/dashboard/").status()).isEqualTo(401);
		softly.assertAll();
	}

	@Test
	void onlyOperatorsAct() throws IOException {
		String action = "/actuator/dashboard/actions/warmup";
		SoftAssertions softly = new SoftAssertions();
		softly.assertThat(ask("POST", action, OWN).status()).isEqualTo(401);
		softly.assertThat(ask("POST", action, OWN, basic("viewer")).status()).isEqualTo(403);
		softly.assertThat(ask("POST", action, basic("operator")).status()).isEqualTo(403);
		softly.assertThat(ask("POST", action, OWN, basic("operator"), "Sec-Fetch-Site: cross-site").status())
			.isEqualTo(403);
		softly.assertThat(ask("POST", action, OWN, basic("operator"), "Sec-Fetch-Site: same-origin").status())
			.isIn(200, 409);
		softly.assertThat(ask("POST", "/orders/1", basic("operator")).status()).as("CSRF elsewhere").isEqualTo(403);
		softly.assertAll();
	}

	private static String basic(String user) {
		return "Authorization: Basic "
				+ Base64.getEncoder().encodeToString((user + ":pw").getBytes(StandardCharsets.UTF_8));
	}

	private static Answer ask(String method, String target, String... headers) throws IOException {
		return app.send(app.port("server"), method, target, headers);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveApplication.class)
	static class SecuredApplication {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(user("guest", "NONE"), user("viewer", "VIEWER"),
					user("operator", "OPERATOR"));
		}

		private static UserDetails user(String name, String role) {
			return User.withUsername(name).password("{noop}pw").roles(role).build();
		}

		@Bean
		ReactiveJwtDecoder decoder() {
			return (token) -> switch (token) {
				case "jwt-metrics" -> Mono.just(jwt(token, "read admin:metrics"));
				case "jwt-other" -> Mono.just(jwt(token, "read"));
				default -> Mono.error(new BadJwtException("no such token"));
			};
		}

		private static Jwt jwt(String token, String scope) {
			return Jwt.withTokenValue(token).header("alg", "none").subject("scraper").claim("scope", scope).build();
		}

	}

}
