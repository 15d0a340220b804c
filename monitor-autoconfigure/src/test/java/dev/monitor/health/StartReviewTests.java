package dev.monitor.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.monitor.CapturedLog;
import dev.monitor.FakeClock;
import dev.monitor.gate.Gates;
import dev.monitor.gate.SwitchGate;
import dev.monitor.gate.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartReview}.
 */
class StartReviewTests {

	private final FakeClock clock = new FakeClock();

	private final SwitchGate startup = SwitchGate.closed("startup", "Instance is booting", this.clock);

	private final SwitchGate licence = SwitchGate.closed("licence", "No licence", this.clock);

	private final SwitchGate shutdown = SwitchGate.opened("shutdown", this.clock);

	private final Gates gates = new Gates(List.of(this.shutdown, this.startup, this.licence,
			SwitchGate.closed("warmup", "Warmup in progress", this.clock)));

	private final CapturedLog captured = new CapturedLog(StartReview.class);

	@AfterEach
	void close() {
		this.captured.close();
	}

	@Test
	void gateThatWasNeverOpenIsToldOnceAfterTheStart() {
		StartReview review = review();
		observe(review, 60);
		assertThat(this.captured.lines()).isEmpty();
		this.startup.open();
		observe(review, 0);
		observe(review, 9);
		assertThat(this.captured.lines()).isEmpty();
		observe(review, 1);
		observe(review, 60);
		assertThat(this.captured.lines()).containsExactly("WARN Gate 'licence' has been closed since the start."
				+ " Reason: No licence. The instance reports not ready.");
	}

	@Test
	void gateThatWasOpenOnceHasItsLinesAlready() {
		StartReview review = review();
		this.startup.open();
		this.licence.open();
		observe(review, 0);
		this.licence.close("Expired");
		observe(review, 10);
		assertThat(this.captured.lines()).isEmpty();
	}

	@Test
	void endOfTheApplicationEndsTheReview() {
		StartReview review = review();
		this.startup.open();
		observe(review, 0);
		this.shutdown.close("Shutting down");
		observe(review, 10);
		assertThat(this.captured.lines()).isEmpty();
	}

	@Test
	void excludedNamesThatNoGateHasAreTold() {
		StartReview review = review("concurrency", "Licence", "licence");
		this.startup.open();
		observe(review, 0);
		observe(review, 10);
		assertThat(this.captured.lines()).containsExactly(
				"WARN Gate 'licence' has been closed since the start. Reason: No licence."
						+ " monitor.health.readiness-exclude keeps the instance ready.",
				"INFO monitor.health.readiness-exclude names unknown gates: Licence."
						+ " The gates are licence, shutdown, startup, warmup");
	}

	private StartReview review(String... excluded) {
		return new StartReview(Set.of(excluded), this.clock);
	}

	private void observe(StartReview review, int seconds) {
		this.clock.advance(Duration.ofSeconds(seconds));
		Map<String, Verdict> verdicts = new HashMap<>();
		this.gates.forEach((gate) -> verdicts.put(gate.name(), gate.verdict()));
		review.observe(verdicts, !this.shutdown.verdict().open());
	}

}
