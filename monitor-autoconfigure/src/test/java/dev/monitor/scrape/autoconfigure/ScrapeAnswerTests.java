package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.monitor.scrape.autoconfigure.ScrapedApp.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each kind of caller is answered when tokens are configured: with each method, on
 * the port of the application and on one of the endpoints' own.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ScrapeAnswerTests {

	private static final String PATH = "/actuator/prometheus";

	private static final Map<String, List<String>> CALLERS = Map.of("anonymous", List.of(), "basic",
			List.of("Authorization: Basic Z29vZC10b2tlbjo="), "wrong", List.of("Authorization: Bearer no-token"), "old",
			List.of(ScrapeTokens.OLD), "good", List.of(ScrapeTokens.GOOD), "lower",
			List.of("authorization: bearer good-token"), "twice", List.of(ScrapeTokens.GOOD, ScrapeTokens.GOOD));

	private final ScrapedApp same = ScrapedApp.startWithTokens();

	private final ScrapedApp own = ScrapedApp.startWithTokens("management.server.port=0",
			"management.server.address=127.0.0.1");

	@AfterAll
	void stop() {
		this.same.close();
		this.own.close();
	}

	@BeforeAll
	void portsAreWhatTheyAreMeantToBe() {
		assertThat(this.same.managementPort()).isEqualTo(this.same.port());
		assertThat(this.own.managementPort()).isNotEqualTo(this.own.port());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			anonymous | 401 | Bearer realm="metrics"
			basic     | 401 | Bearer realm="metrics"
			wrong     | 401 | Bearer realm="metrics", error="invalid_token"
			old       | 401 | Bearer realm="metrics", error="invalid_token", error_description="The token expired"
			twice     | 400 | Bearer realm="metrics", error="invalid_request"
			""")
	void callerWithoutAGoodTokenIsChallenged(String caller, int status, String challenge) throws IOException {
		for (ScrapedApp app : List.of(this.same, this.own)) {
			for (String method : List.of("GET", "HEAD")) {
				Answer answer = send(app, method, PATH, caller);
				assertThat(answer.status()).isEqualTo(status);
				assertThat(answer.header("WWW-Authenticate")).containsExactly(challenge);
				assertThat(answer.header("Cache-Control")).containsExactly("no-store");
				assertThat(answer.header("Content-Type")).containsExactly("application/problem+json");
				assertThat(answer.header("Location")).isEmpty();
				assertThat(answer.body().isEmpty()).isEqualTo(method.equals("HEAD"));
				assertThat(answer.body()).doesNotContain("# TYPE");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "good", "lower" })
	void callerWithAGoodTokenGetsTheMetrics(String caller) throws IOException {
		for (ScrapedApp app : List.of(this.same, this.own)) {
			Answer get = send(app, "GET", PATH, caller);
			assertThat(get.status()).isEqualTo(200);
			assertThat(get.header("Content-Type")).containsExactly("text/plain;version=0.0.4;charset=utf-8");
			assertThat(get.header("Cache-Control")).containsExactly("no-store");
			assertThat(get.body()).contains("# TYPE jvm_memory_used_bytes gauge",
					"monitor_metrics_auth_failures_total{reason=\"invalid\"}");
			Answer head = send(app, "HEAD", PATH, caller);
			assertThat(head.status()).isEqualTo(200);
			assertThat(head.header("Cache-Control")).containsExactly("no-store");
			assertThat(head.body()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "?token=good-token", "?access_token=good-token", "?Authorization=Bearer%20good-token" })
	void tokenInTheQueryIsNoToken(String query) throws IOException {
		for (ScrapedApp app : List.of(this.same, this.own)) {
			assertThat(send(app, "GET", PATH + query, "anonymous").status()).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "OPTIONS", "PUT", "DELETE", "PATCH" })
	void otherMethodsAreNotAllowedToAnyone(String method) throws IOException {
		for (ScrapedApp app : List.of(this.same, this.own)) {
			for (String caller : CALLERS.keySet()) {
				Answer answer = send(app, method, PATH, caller);
				assertThat(answer.status()).as(method + " by " + caller).isEqualTo(405);
				assertThat(answer.header("Allow")).containsExactly("GET, HEAD");
				assertThat(answer.header("Cache-Control")).containsExactly("no-store");
			}
		}
	}

	@Test
	void openMetricsAreServedToWhoAsksForThem() throws IOException {
		Answer answer = this.same.get(PATH, ScrapeTokens.GOOD, "Accept: application/openmetrics-text;version=1.0.0");
		assertThat(answer.header("Content-Type")).singleElement().asString().startsWith("application/openmetrics-text");
		assertThat(answer.body()).endsWith("# EOF\n");
	}

	@Test
	void tokenOpensNothingElse() throws IOException {
		assertThat(this.same.get("/actuator/metrics", ScrapeTokens.GOOD).status()).isEqualTo(404);
		assertThat(this.same.get("/actuator/env", ScrapeTokens.GOOD).status()).isEqualTo(404);
	}

	@Test
	void applicationsPortDoesNotServeWhatTheOtherDoes() throws IOException {
		assertThat(this.own.send(this.own.port(), "GET", PATH, ScrapeTokens.GOOD).status()).isEqualTo(404);
	}

	@Test
	void failuresAreCounted() throws IOException {
		double before = expired();
		send(this.same, "GET", PATH, "old");
		assertThat(expired()).isEqualTo(before + 1);
	}

	private double expired() {
		return this.same.context()
			.getBean(MeterRegistry.class)
			.get("monitor.metrics.auth.failures")
			.tag("reason", "expired")
			.functionCounter()
			.count();
	}

	private static Answer send(ScrapedApp app, String method, String target, String caller) throws IOException {
		String[] headers = Objects.requireNonNull(CALLERS.get(caller)).toArray(String[]::new);
		return app.send(app.managementPort(), method, target, headers);
	}

}
