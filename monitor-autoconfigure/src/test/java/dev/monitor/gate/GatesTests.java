package dev.monitor.gate;

import java.util.ArrayList;
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
	void whoJoinsIsNamedLastAndHidesNobody() {
		List<String> names = new ArrayList<>();
		this.gates.addObserver(names::add);
		SwitchGate third = SwitchGate.opened("third", this.clock);
		SwitchGate another = SwitchGate.closed("first", "no", this.clock);
		this.gates.join(List.of(third, another));
		assertThat(names).containsExactly("first", "second", "third");
		assertThat(this.gates).extracting(Gate::name).containsExactly("first", "second", "third");
		assertThat(this.gates.firstClosed()).isEqualTo(new ClosedGate("first", another.verdict()));
		another.open();
		assertThat(this.gates.firstClosed()).isNull();
		this.first.close("a");
		assertThat(this.gates.firstClosed()).isEqualTo(new ClosedGate("first", this.first.verdict()));
		this.gates.leave(List.of(third, another));
		assertThat(this.gates).containsExactly(this.first, this.second);
		assertThat(this.gates.get("third")).isNull();
	}

	@Test
	void twoGatesOfOneNameAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Gates(List.of(this.first, this.first)))
			.withMessageContaining("'first'");
	}

}
