package dev.monitor.meter.objective;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ObjectiveStatus}.
 */
class ObjectiveStatusTests {

	private static final String TIMER = "http.server.requests";

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ObjectiveStatus status = new ObjectiveStatus(0.99, TIMER,
			() -> List.of(new SimpleMeterRegistry(), this.registry));

	@Test
	void withoutRequestsTheWholeBudgetIsLeft() {
		assertThat(numbers()).containsEntry("availability", 0.99).containsEntry("budget_left", 1.0);
	}

	@Test
	void serverErrorsAndRejectionsUseItUp() {
		requests("SUCCESS", 993);
		requests("SERVER_ERROR", 3);
		requests("CLIENT_ERROR", 4);
		rejected("enforce", "429", 4);
		rejected("observe", "429", 100);
		assertThat(numbers()).containsEntry("requests", 1000L).containsEntry("bad", 7L);
		assertThat(budgetLeft()).isCloseTo(0.3, within(1e-9));
	}

	@Test
	void rejectionsThatAreServerErrorsCountOnceAndMoreThanAllIsBelowZero() {
		requests("SUCCESS", 95);
		requests("SERVER_ERROR", 5);
		rejected("enforce", "503", 5);
		assertThat(numbers().get("bad")).isEqualTo(5L);
		assertThat(budgetLeft()).isCloseTo(-4, within(1e-9));
	}

	@Test
	void lowAndBulkRequestsThatWereRejectedCountNeitherAsRequestsNorAsBad() {
		requests("SUCCESS", 900);
		requests("SERVER_ERROR", 5100);
		rejected("enforce", "503", "normal", 95);
		rejected("enforce", "503", "low", 4000);
		rejected("enforce", "503", "bulk", 1000);
		assertThat(numbers()).containsEntry("requests", 1000L).containsEntry("bad", 100L);
	}

	@Test
	void lowRequestsRejectedWithAnotherStatusAreNoneEither() {
		requests("SUCCESS", 100);
		requests("CLIENT_ERROR", 1000);
		rejected("enforce", "429", "low", 1001);
		rejected("enforce", "429", "critical", 1);
		assertThat(numbers()).containsEntry("requests", 99L).containsEntry("bad", 1L);
	}

	private Map<String, Number> numbers() {
		return this.status.section().numbers();
	}

	private void requests(String outcome, int count) {
		for (int i = 0; i < count; i++) {
			this.registry.timer(TIMER, "outcome", outcome).record(Duration.ofMillis(1));
		}
	}

	private double budgetLeft() {
		return Objects.requireNonNull(numbers().get("budget_left")).doubleValue();
	}

	private void rejected(String mode, String status, int count) {
		rejected(mode, status, "none", count);
	}

	private void rejected(String mode, String status, String priority, int count) {
		FunctionCounter.builder("monitor.concurrency.rejected", this, (ignored) -> count)
			.tags("mode", mode, "status", status, "priority", priority)
			.register(this.registry);
	}

}
