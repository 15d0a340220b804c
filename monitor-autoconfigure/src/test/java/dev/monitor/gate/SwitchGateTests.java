package dev.monitor.gate;

import java.time.Duration;
import java.time.Instant;

import dev.monitor.FakeClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SwitchGateTests {

	private final FakeClock clock = new FakeClock();

	private final Instant start = this.clock.instant();

	@Test
	void closingSetsTheReasonAndTheTime() {
		SwitchGate gate = SwitchGate.opened("shutdown", this.clock);
		this.clock.advance(Duration.ofSeconds(3));
		gate.close("Shutting down");
		assertThat(gate.name()).isEqualTo("shutdown");
		assertThat(gate.verdict()).isEqualTo(Verdict.closed("Shutting down", this.start.plusSeconds(3)));
	}

	@Test
	void anotherReasonDoesNotMoveTheTime() {
		SwitchGate gate = SwitchGate.closed("warmup", "first", this.clock);
		this.clock.advance(Duration.ofSeconds(3));
		gate.close("second");
		assertThat(gate.verdict()).isEqualTo(Verdict.closed("second", this.start));
	}

	@Test
	void openingAnOpenGateDoesNotMoveTheTime() {
		SwitchGate gate = SwitchGate.closed("warmup", "first", this.clock);
		this.clock.advance(Duration.ofSeconds(1));
		gate.open();
		this.clock.advance(Duration.ofSeconds(1));
		gate.open();
		assertThat(gate.verdict()).isEqualTo(Verdict.open(this.start.plusSeconds(1)));
	}

}
