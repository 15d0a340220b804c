package dev.monitor.sample.monitor;

import java.time.Duration;

import dev.monitor.sample.Clients;
import dev.monitor.sample.SampleTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An instance whose warmup wants an order that nobody has placed yet.
 */
@SampleTest
@TestPropertySource(properties = { "spring.datasource.url=jdbc:h2:mem:warmup",
		"monitor.warmup.requests[0].path=/orders/1", "monitor.warmup.auto=true" })
class WarmupTests {

	@Autowired
	private Clients clients;

	@Test
	void theInstanceIsOutOfTrafficUntilTheWarmupIsDone() {
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> this.clients.expectClosed("warmup",
					(reason) -> assertThat(reason)
						.isEqualTo("Warmup failed: requests: UnexpectedStatusException: GET /orders/1 answered 404;"
								+ " will be tried again")));
		this.clients.order("apple", 1).expectStatus().isCreated();
		this.clients.awaitReadiness(200);
		this.clients.app()
			.get()
			.uri("/actuator/warmup")
			.exchange()
			.expectBody()
			.jsonPath("$.state")
			.isEqualTo("SUCCEEDED")
			.jsonPath("$.tasks[?(@.name == 'requests')].done")
			.isEqualTo(1)
			.jsonPath("$.tasks[?(@.name == 'stock')].done")
			.isEqualTo(3)
			.jsonPath("$.tasks[?(@.name == 'caches')].outcome")
			.isEqualTo("SUCCESS");
	}

}
