package dev.monitor.sample.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An instance with two places, both taken.
 */
@SampleTest
@TestPropertySource(properties = { "monitor.concurrency.max-requests=2", "monitor.concurrency.wait-time=50ms",
		"monitor.concurrency.health-wait-time=1s", "monitor.concurrency.health-recovery-time=300ms",
		"monitor.warmup.auto=false", "management.endpoints.web.exposure.include=concurrency" })
class OverloadTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Autowired
	private Clients clients;

	@Test
	void whatIsTooMuchIsRefusedAndALastingOverloadTakesTheInstanceOut() {
		this.clients.awaitReadiness(200);
		List<CompletableFuture<Void>> slow = Stream.generate(this::slowRequest).limit(2).toList();
		await().atMost(PATIENCE).until(() -> active() == 2);
		this.clients.app()
			.get()
			.uri("/orders")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
			.expectHeader()
			.value("Retry-After", (seconds) -> assertThat(Integer.parseInt(seconds)).isBetween(1, 32))
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.reason")
			.isEqualTo("wait_timeout");
		this.clients.awaitReadiness(503);
		assertThat(this.clients.status("/livez")).isEqualTo(200);
		slow.forEach(CompletableFuture::join);
		this.clients.awaitReadiness(200);
		assertThat(this.clients.status("/orders")).isEqualTo(200);
	}

	private int active() {
		Map<String, Object> status = this.clients.app()
			.get()
			.uri("/actuator/concurrency")
			.exchange()
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult()
			.getResponseBody();
		assertThat(status).isNotNull();
		return (int) status.getOrDefault("active", 0);
	}

	private CompletableFuture<Void> slowRequest() {
		return CompletableFuture.runAsync(
				() -> this.clients.app().get().uri("/slow?ms=10000").exchange().expectStatus().isOk(),
				(request) -> new Thread(request, "slow").start());
	}

}
