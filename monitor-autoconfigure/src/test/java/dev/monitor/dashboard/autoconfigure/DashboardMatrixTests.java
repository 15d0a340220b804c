package dev.monitor.dashboard.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.dashboard.DashboardApp;
import dev.monitor.dashboard.DashboardApp.Answer;
import dev.monitor.guard.TokenHash;
import dev.monitor.logging.EventLines;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * What every kind of caller is answered, with every method, on every port, under every
 * kind of access and security.
 */
class DashboardMatrixTests {

	private static final String DATA = "/actuator/dashboard/data/now";

	private static final String LIMIT = "/actuator/dashboard/actions/limit/";

	private static final String BEARER = "Authorization: Bearer ";

	private static final String BASIC = "Authorization: Basic ";

	static Stream<Arguments> places() {
		return Stream.of(Port.values())
			.flatMap((port) -> Stream.of(Security.values())
				.filter((security) -> port != Port.LISTENER || security == Security.NONE)
				.flatMap(
						(security) -> Stream.of(Access.values()).map((access) -> Arguments.of(port, security, access))))
			.filter((place) -> place.get()[2] != Access.ROLE || place.get()[1] == Security.OWN);
	}

	@ParameterizedTest
	@MethodSource("places")
	void everyCallerGetsItsAnswer(Port port, Security security, Access access) throws IOException {
		try (DashboardApp app = start(port, security, access)) {
			SoftAssertions softly = new SoftAssertions();
			for (Caller caller : Caller.values()) {
				for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
					Answer answer = app.send(port.of(app), method, DATA, caller.headers(app, access));
					String what = method + " by " + caller;
					boolean read = method.equals("GET") || method.equals("HEAD");
					int expected = caller.expected(access);
					if (read) {
						softly.assertThat(answer.status()).as(what).isEqualTo(expected);
					}
					else {
						softly.assertThat(answer.status()).as(what).isBetween(400, 405);
					}
					softly.assertThat(answer.body().contains("sections"))
						.as(what)
						.isEqualTo(method.equals("GET") && expected == 200);
					softly.assertThat(answer.header("Set-Cookie"))
						.as(what)
						.hasSize((method.equals("POST") && access == Access.ROLE) ? 1 : 0);
					softly.assertThat(answer.header("Access-Control-Allow-Origin")).as(what).isEmpty();
				}
			}
			checkTheRest(softly, app, port, security, access);
			checkActions(softly, app, port.of(app), access);
			softly.assertAll();
		}
	}

	private static void checkTheRest(SoftAssertions softly, DashboardApp app, Port port, Security security,
			Access access) throws IOException {
		String[] good = (access == Access.ROLE) ? Caller.VIEWER.headers(app, access) : new String[0];
		softly.assertThat(app.send(port.of(app), "GET", "/actuator/dashboard/", good).status())
			.as("page")
			.isEqualTo(200);
		softly.assertThat(app.send(port.of(app), "POST", "/actuator/dashboard/", good).status())
			.as("page, posted to")
			.isEqualTo((access == Access.ROLE) ? 401 : 405);
		if (port != Port.SAME) {
			softly.assertThat(app.send(app.port("server"), "GET", DATA, Caller.VIEWER.headers(app, access)).status())
				.as("application's port")
				.isIn(401, 404);
		}
		if (port == Port.SAME && access != Access.ROLE) {
			for (String spelling : List.of("/actuator//dashboard/data/now", "/actuator/dashboard;a=b/data/now",
					"/actuator/./dashboard/data/now", "/actuator/%64ashboard/data/now")) {
				softly.assertThat(app.send(port.of(app), "GET", spelling).body())
					.as(spelling)
					.doesNotContain("sections");
			}
			softly.assertThat(app.send(port.of(app), "GET", "/elsewhere").status())
				.as("elsewhere")
				.isEqualTo((security == Security.NONE) ? 404 : 401);
		}
		softly.assertThat(app.log()).as("log").hasSize((access == Access.KEY) ? 1 : 0);
		if (access == Access.KEY) {
			softly.assertThat(app.address()).contains("//localhost:" + port.of(app) + "/");
		}
	}

	private static void checkActions(SoftAssertions softly, DashboardApp app, int port, Access access)
			throws IOException {
		ConcurrencyLimit limit = app.context().getBean(ConcurrencyLimit.class);
		int before = limit.limiter().limit();
		EventLines lines = new EventLines("action");
		for (Caller caller : Caller.values()) {
			String[] headers = caller.headers(app, access);
			int read = caller.expected(access);
			for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS")) {
				Answer answer = app.send(port, method, LIMIT + 3, headers);
				softly.assertThat(answer.status()).as(method + " by " + caller).isIn(401, 405);
			}
			softly.assertThat(app.send(port, "POST", "/actuator/dashboard/actions/warmup", headers).status())
				.as("unlisted by " + caller)
				.isEqualTo((read == 200) ? 403 : read);
			softly.assertThat(app.send(port, "POST", "/actuator/dashboard/inspections/none", headers).status())
				.as("inspection by " + caller)
				.isEqualTo((read != 200) ? read : (caller == Caller.OPERATOR) ? 404 : 403);
			softly.assertThat(app.send(port, "POST", LIMIT + 3, with(headers, "Sec-Fetch-Site: cross-site")).status())
				.as("for another site by " + caller)
				.isIn(401, 403);
			softly.assertThat(limit.limiter().limit()).as("limit after " + caller).isEqualTo(before);
			Answer answer = app.send(port, "POST", LIMIT + 3, headers);
			boolean done = caller == Caller.OPERATOR && read == 200;
			softly.assertThat(answer.status()).as("action by " + caller).isEqualTo((read == 200 && !done) ? 403 : read);
			softly.assertThat(limit.limiter().limit())
				.as("limit after action by " + caller)
				.isEqualTo(done ? 3 : before);
			limit.set(before);
		}
		lines.close();
		softly.assertThat(lines.all())
			.extracting((line) -> line.get("msg"))
			.as("audit")
			.allMatch((said) -> said.matches(
					"(limit 3|warmup|none) by (viewer|admin|operator|key): refused|limit 3 by operator: done|none by operator: unknown"));
		softly.assertThat(lines.text()).doesNotContain("-token", app.log().isEmpty() ? "YWRtaW46cHc=" : app.key());
	}

	private static String[] with(String[] headers, String header) {
		return Stream.concat(Stream.of(headers).filter((each) -> !each.startsWith("Sec-Fetch-Site")), Stream.of(header))
			.toArray(String[]::new);
	}

	private static DashboardApp start(Port port, Security security, Access access) {
		List<String> properties = new ArrayList<>(port.properties);
		properties.addAll(access.properties);
		properties.add("monitor.dashboard.actions=limit");
		if (security != Security.NONE) {
			properties.add(DashboardApp.SECURED);
		}
		return DashboardApp.start(security.config, properties.toArray(String[]::new));
	}

	@SuppressWarnings("ImmutableEnumChecker")
	private enum Port {

		SAME((app) -> app.port("server")),
		MANAGEMENT((app) -> app.port("management"), "management.server.port=0", "management.server.address=127.0.0.1"),
		LISTENER((app) -> app.port("monitor.dashboard"), "monitor.dashboard.listen-address=127.0.0.1:0");

		private final ToIntFunction<DashboardApp> port;

		private final List<String> properties;

		Port(ToIntFunction<DashboardApp> port, String... properties) {
			this.port = port;
			this.properties = List.of(properties);
		}

		int of(DashboardApp app) {
			return this.port.applyAsInt(app);
		}

	}

	@SuppressWarnings("ImmutableEnumChecker")
	private enum Access {

		KEY,
		TOKENS("monitor.dashboard.tokens.viewer.hash=" + TokenHash.of("viewer-token").toHex(),
				"monitor.dashboard.tokens.operator.hash=" + TokenHash.of("operator-token").toHex(),
				"monitor.dashboard.tokens.operator.level=operate",
				"monitor.dashboard.tokens.old.hash=" + TokenHash.of("old-token").toHex(),
				"monitor.dashboard.tokens.old.expires=2020-01-01T00:00:00Z",
				"monitor.metrics.tokens.scraper.hash=" + TokenHash.of("metrics-token").toHex()),
		ROLE("monitor.dashboard.role=ADMIN", "monitor.dashboard.operate-role=OPERATOR");

		private final List<String> properties;

		Access(String... properties) {
			this.properties = List.of(properties);
		}

	}

	@SuppressWarnings("ImmutableEnumChecker")
	private enum Security {

		NONE(Object.class), DEFAULT_CHAIN(Object.class), OWN(OwnChain.class);

		private final Class<?> config;

		Security(Class<?> config) {
			this.config = config;
		}

	}

	private enum Caller {

		NOBODY, WRONG, EXPIRED, VIEWER, OPERATOR, METRICS, OTHER_KEY, TWICE, FOREIGN, FOREIGN_NONE, THROUGH_PROXY,
		OTHER_HOST, NO_HEADER, NO_ROLE;

		String[] headers(DashboardApp app, Access access) {
			String good = (access == Access.KEY) ? BEARER + app.key()
					: (access == Access.TOKENS) ? BEARER + "viewer-token" : BASIC + "YWRtaW46cHc=";
			String header = "Monitor-Dashboard: 1";
			return switch (this) {
				case NOBODY -> new String[] { header };
				case WRONG -> new String[] { header, BEARER + "no-token" };
				case EXPIRED -> new String[] { header, BEARER + "old-token" };
				case VIEWER -> new String[] { header, good, "Sec-Fetch-Site: same-origin" };
				case OPERATOR -> new String[] { header,
						(access == Access.TOKENS) ? BEARER + "operator-token" : BASIC + "b3BlcmF0b3I6cHc=" };
				case METRICS -> new String[] { header, BEARER + "metrics-token" };
				case OTHER_KEY -> new String[] { header, BEARER + "0".repeat(64) };
				case TWICE -> new String[] { header, good, good };
				case FOREIGN -> new String[] { header, good, "Sec-Fetch-Site: cross-site" };
				case FOREIGN_NONE -> new String[] { header, good, "Sec-Fetch-Site: none" };
				case THROUGH_PROXY -> new String[] { header, good, "X-Forwarded-For: 203.0.113.7" };
				case OTHER_HOST -> new String[] { header, good, "Host: rebound.example.com" };
				case NO_HEADER -> new String[] { good };
				case NO_ROLE -> new String[] { header, BASIC + "dXNlcjpwdw==" };
			};
		}

		int expected(Access access) {
			if (access == Access.ROLE) {
				return switch (this) {
					case VIEWER, OPERATOR, THROUGH_PROXY, OTHER_HOST -> 200;
					case FOREIGN, FOREIGN_NONE, NO_HEADER, NO_ROLE -> 403;
					case TWICE -> 200;
					default -> 401;
				};
			}
			return switch (this) {
				case VIEWER, NO_HEADER -> 200;
				case OPERATOR -> (access == Access.TOKENS) ? 200 : 401;
				case THROUGH_PROXY, OTHER_HOST -> (access == Access.TOKENS) ? 200 : 401;
				case TWICE -> 400;
				case FOREIGN, FOREIGN_NONE -> 403;
				default -> 401;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnChain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.build();
		}

		/**
		 * One that takes little time: each of several hundred requests brings a password.
		 */
		@Bean
		PasswordEncoder passwordEncoder() {
			return new BCryptPasswordEncoder(4);
		}

		@Bean
		UserDetailsService users(PasswordEncoder encoder) {
			String password = encoder.encode("pw");
			return new InMemoryUserDetailsManager(user("admin", "ADMIN", password),
					user("operator", "OPERATOR", password), user("user", "USER", password));
		}

		private static UserDetails user(String name, String role, String password) {
			return User.withUsername(name).password(password).roles(role).build();
		}

	}

}
