package dev.monitor.health.metrics;

import java.util.List;

import dev.monitor.FakeClock;
import dev.monitor.gate.Gates;
import dev.monitor.gate.SwitchGate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GateMetricsTests {

	@Test
	void theGaugeFollowsTheGate() {
		SwitchGate gate = SwitchGate.opened("warmup", new FakeClock());
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new GateMetrics(new Gates(List.of(gate))).bindTo(registry);
		assertThat(registry.get("monitor.gate.open").tag("gate", "warmup").gauge().value()).isEqualTo(1);
		gate.close("reason");
		assertThat(registry.get("monitor.gate.open").tag("gate", "warmup").gauge().value()).isZero();
	}

}
