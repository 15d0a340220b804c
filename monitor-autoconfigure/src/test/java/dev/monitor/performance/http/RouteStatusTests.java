package dev.monitor.performance.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.monitor.meter.histogram.LatencyBuckets;
import dev.monitor.status.StatusRow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link RouteStatus}.
 */
class RouteStatusTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final MeterRegistry buckets = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

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
	void whatMostOfThemTakeIsEstimatedFromBuckets() {
		for (int i = 0; i < 100; i++) {
			this.buckets
				.timer("http.server.requests", "method", "GET", "uri", "/orders", "outcome", "SUCCESS", "status",
						(i % 2 == 0) ? "200" : "404")
				.record(Duration.ofMillis((i < 90) ? 40 : 150));
		}
		this.buckets
			.timer("http.server.requests", "method", "GET", "uri", "/slow", "outcome", "SUCCESS", "status", "200")
			.record(Duration.ofSeconds(30));
		this.buckets
			.timer("http.server.requests", "method", "GET", "uri", "/once", "outcome", "SUCCESS", "status", "200")
			.record(Duration.ofMillis(110));
		RouteStatus routes = new RouteStatus("http.server.requests", () -> List.of(this.buckets));
		assertThat(routes.section().rows()).extracting(StatusRow::name)
			.containsExactly("GET /slow", "GET /orders", "GET /once");
		assertThat(routes.section().rows().get(0).numbers()).containsEntry("p95_seconds", -1.0);
		assertThat(number(routes.section().rows().get(1), "p95_seconds")).isEqualTo(0.15, within(0.001));
		assertThat(number(routes.section().rows().get(2), "p95_seconds")).as("no longer than the longest")
			.isEqualTo(0.11, within(0.001));
		assertThat(new RequestTimesStatus("http.server.requests", () -> List.of(this.buckets)).section().rows())
			.extracting((row) -> row.name() + ' ' + row.numbers())
			.containsExactly("0.05 {count=90}", "0.1 {count=90}", "0.2 {count=101}");
	}

	@Test
	void withoutBucketsNobodyKnowsWhatMostOfThemTake() {
		record("GET", "/quick", "SUCCESS", 100);
		assertThat(this.status.section().rows().get(0).numbers()).containsEntry("p95_seconds", -1.0);
		assertThat(new RequestTimesStatus("http.server.requests", () -> List.of(this.registry)).section().rows())
			.isEmpty();
	}

	@Test
	void withoutTimersThereIsNothing() {
		assertThat(this.status.section().rows()).isEmpty();
		assertThat(this.status.section().numbers()).containsEntry("count", 0L).containsEntry("total_seconds", 0.0);
	}

	@BeforeEach
	void useBuckets() {
		this.buckets.config()
			.meterFilter(new LatencyBuckets(List.of("http.server.requests"),
					List.of(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200)), Map.of()));
	}

	private static double number(StatusRow row, String name) {
		return Objects.requireNonNull(row.numbers().get(name)).doubleValue();
	}

	private void record(String method, String route, String outcome, long millis) {
		this.registry.timer("http.server.requests", "method", method, "uri", route, "outcome", outcome)
			.record(Duration.ofMillis(millis));
	}

}
