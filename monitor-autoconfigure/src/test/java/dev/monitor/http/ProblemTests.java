package dev.monitor.http;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTests {

	@Test
	void forAPersonItIsALine() {
		HttpResponse response = Problem.of(404, "It is not here.");
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.headers()).containsOnly(Map.entry("Content-Type", "application/problem+json"));
		assertThat(response.body()).asString().isEqualTo("""
				{"type":"about:blank","title":"Not Found","status":404,"detail":"It is not here."}
				""");
	}

	@Test
	void forAProgramItHasAReason() {
		assertThat(Problem.of(503, "Later.", "busy").body()).asString().isEqualTo("""
				{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"Later.","reason":"busy"}""");
	}

}
