package dev.monitor.sample.monitor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Metrics for those who have the token.
 */
@SampleTest
class ScrapeTests {

	private static final String TOKEN = "a token for this test only";

	@Autowired
	private Clients clients;

	@DynamicPropertySource
	static void token(DynamicPropertyRegistry properties) {
		properties.add("monitor.metrics.tokens.test.hash", () -> HexFormat.of().formatHex(sha256(TOKEN)));
	}

	@Test
	void theTokenOpensTheMetricsOfEveryFeature() {
		this.clients.app()
			.get()
			.uri("/actuator/prometheus")
			.header("Authorization", "Bearer " + TOKEN)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((body) -> assertThat(body).contains(
					"monitor_gate_open{application=\"orders\",gate=\"concurrency\",readiness=\"true\"} 1.0",
					"monitor_dependency_up{application=\"orders\",dependency=\"stock\",required=\"true\"}",
					"monitor_concurrency_limit{application=\"orders\"} ",
					"monitor_concurrency_rejected_total{application=\"orders\",mode=\"enforce\",reason=\"queue_full\",status=\"503\"} 0.0",
					"monitor_metrics_auth_failures_total"));
	}

	@Test
	void withoutItThereAreNone() {
		this.clients.app()
			.get()
			.uri("/actuator/prometheus")
			.exchange()
			.expectStatus()
			.isUnauthorized()
			.expectHeader()
			.value("WWW-Authenticate", (challenge) -> assertThat(challenge).startsWith("Bearer"));
	}

	private static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
