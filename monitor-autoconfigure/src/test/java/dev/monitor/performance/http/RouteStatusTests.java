package dev.monitor.performance.http;

import java.time.Duration;
import java.util.List;

import dev.monitor.status.StatusRow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RouteStatus}.
 */
class RouteStatusTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final RouteStatus status = new RouteStatus("http.server.requests",
			() -> List.of(new SimpleMeterRegistry(), this.registry));

	@Test
	void timersOfARouteAreAddedUpAndTheDearestComesFirst() {
		record("GET", "/quick", "SUCCESS", 100);
		record("GET", "/orders/{id}", "SUCCESS", 1000);
		record("GET", "/orders/{id}", "CLIENT_ERROR", 2000);
		record("GET", "/orders/{id}", "SERVER_ERROR", 3000);
		record("POST", "/orders/{id}", "SUCCESS", 500);
		assertThat(this.status.section().rows()).extracting(StatusRow::name)
			.containsExactly("GET /orders/{id}", "POST /orders/{id}", "GET /quick");
		StatusRow orders = this.status.section().rows().get(0);
		assertThat(orders.numbers()).containsEntry("count", 3L)
			.containsEntry("errors", 1L)
			.containsEntry("total_seconds", 6.0)
			.containsEntry("mean_seconds", 2.0)
			.containsEntry("max_seconds", 3.0);
		assertThat(orders.texts()).containsEntry("method", "GET").containsEntry("route", "/orders/{id}");
		assertThat(this.status.section().numbers()).containsEntry("count", 5L)
			.containsEntry("errors", 1L)
			.containsEntry("max_seconds", 3.0);
	}

	@Test
	void thereAreFiveHundredRowsAtMost() {
		for (int i = 0; i < 600; i++) {
			record("GET", "/" + i, "SUCCESS", 1);
		}
		assertThat(this.status.section().rows()).hasSize(500);
		assertThat(this.status.section().numbers()).containsEntry("count", 600L);
	}

	@Test
	void withoutTimersThereIsNothing() {
		assertThat(this.status.section().rows()).isEmpty();
		assertThat(this.status.section().numbers()).containsEntry("count", 0L).containsEntry("total_seconds", 0.0);
	}

	private void record(String method, String route, String outcome, long millis) {
		this.registry.timer("http.server.requests", "method", method, "uri", route, "outcome", outcome)
			.record(Duration.ofMillis(millis));
	}

}
