package dev.monitor.gate;

import java.util.List;

import dev.monitor.FakeClock;
import dev.monitor.gate.Gates.ClosedGate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GatesTests {

	private final FakeClock clock = new FakeClock();

	private final SwitchGate first = SwitchGate.opened("first", this.clock);

	private final SwitchGate second = SwitchGate.opened("second", this.clock);

	private final Gates gates = new Gates(List.of(this.first, this.second));

	@Test
	void noneIsClosedWhenAllAreOpen() {
		assertThat(this.gates.firstClosed()).isNull();
		assertThat(this.gates).containsExactly(this.first, this.second);
	}

	@Test
	void theFirstClosedInOrderIsTheOneNamed() {
		this.second.close("b");
		assertThat(this.gates.firstClosed()).isEqualTo(new ClosedGate("second", this.second.verdict()));
		this.first.close("a");
		assertThat(this.gates.firstClosed()).isEqualTo(new ClosedGate("first", this.first.verdict()));
	}

	@Test
	void twoGatesOfOneNameAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Gates(List.of(this.first, this.first)))
			.withMessageContaining("'first'");
	}

}
