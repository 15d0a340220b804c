package dev.monitor.sample.monitor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
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
		"monitor.warmup.auto=false" })
class OverloadTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private Clients clients;

	@Test
	void whatIsTooMuchIsRefusedAndALastingOverloadTakesTheInstanceOut() {
		await().atMost(PATIENCE).until(() -> this.clients.status("/readyz") == 200);
		List<CompletableFuture<Void>> slow = Stream.generate(this::slowRequest).limit(2).toList();
		await().atMost(PATIENCE).until(() -> this.clients.status("/orders") == 503);
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
		await().atMost(PATIENCE).until(() -> this.clients.status("/readyz") == 503);
		assertThat(this.clients.status("/livez")).isEqualTo(200);
		slow.forEach(CompletableFuture::join);
		await().atMost(PATIENCE).until(() -> this.clients.status("/readyz") == 200);
		assertThat(this.clients.status("/orders")).isEqualTo(200);
	}

	private CompletableFuture<Void> slowRequest() {
		return CompletableFuture
			.runAsync(() -> this.clients.app().get().uri("/slow?ms=6000").exchange().expectStatus().isOk());
	}

}
