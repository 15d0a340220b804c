package dev.monitor.performance.http;

import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpRequestsStatus}.
 */
class HttpRequestsStatusTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void withoutMetersThereAreZeroes() {
		assertThat(numbers()).containsExactly(Map.entry("requests", 0L), Map.entry("errors", 0L),
				Map.entry("rejected", 0L));
		assertThat(numbers(this.registry)).containsEntry("requests", 0L);
	}

	@Test
	void addsUpAllSeriesOfTheRegistryThatKnowsMost() {
		record("SUCCESS", 5);
		record("CLIENT_ERROR", 3);
		record("SERVER_ERROR", 2);
		FunctionCounter.builder("monitor.concurrency.rejected", this, (test) -> 4)
			.tag("mode", "enforce")
			.tag("reason", "queue-full")
			.register(this.registry);
		FunctionCounter.builder("monitor.concurrency.rejected", this, (test) -> 100)
			.tag("mode", "observe")
			.register(this.registry);
		assertThat(numbers(new SimpleMeterRegistry(), this.registry)).containsExactly(Map.entry("requests", 10L),
				Map.entry("errors", 2L), Map.entry("rejected", 4L));
	}

	private void record(String outcome, int times) {
		for (int i = 0; i < times; i++) {
			this.registry.timer("http.server.requests", "outcome", outcome, "uri", "/" + i).record(() -> {
			});
		}
	}

	private static Map<String, Number> numbers(MeterRegistry... registries) {
		HttpRequestsStatus status = new HttpRequestsStatus("http.server.requests", () -> List.of(registries));
		assertThat(status.name()).isEqualTo("http");
		return status.section().numbers();
	}

}
