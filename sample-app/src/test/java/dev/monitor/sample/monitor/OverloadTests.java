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

	@Autowired
	private Clients clients;

	@Test
	void whatIsTooMuchIsRefusedAndALastingOverloadTakesTheInstanceOut() {
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> expectReadyz(HttpStatus.OK));
		List<CompletableFuture<Void>> slow = Stream.generate(this::slowRequest).limit(2).toList();
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> this.clients.app()
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
				.isEqualTo("wait_timeout"));
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> expectReadyz(HttpStatus.SERVICE_UNAVAILABLE));
		this.clients.app().get().uri("/livez").exchange().expectStatus().isOk();
		slow.forEach(CompletableFuture::join);
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> expectReadyz(HttpStatus.OK));
		this.clients.app().get().uri("/orders").exchange().expectStatus().isOk();
	}

	private void expectReadyz(HttpStatus status) {
		this.clients.app().get().uri("/readyz").exchange().expectStatus().isEqualTo(status);
	}

	private CompletableFuture<Void> slowRequest() {
		return CompletableFuture
			.runAsync(() -> this.clients.app().get().uri("/slow?ms=6000").exchange().expectStatus().isOk());
	}

}
