package dev.monitor.health.metrics;

import java.util.List;
import java.util.Set;

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
		new GateMetrics(new Gates(List.of(gate)), Set.of()).bindTo(registry);
		assertThat(registry.get("monitor.gate.open").tag("gate", "warmup").gauge().value()).isEqualTo(1);
		gate.close("reason");
		assertThat(registry.get("monitor.gate.open").tag("gate", "warmup").gauge().value()).isZero();
	}

	@Test
	void aTagSaysWhetherReadinessCountsTheGate() {
		Gates gates = new Gates(List.of(SwitchGate.opened("warmup", new FakeClock())));
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new GateMetrics(gates, Set.of("concurrency")).bindTo(registry);
		gates.join(List.of(SwitchGate.opened("concurrency", new FakeClock())));
		assertThat(registry.get("monitor.gate.open").tags("gate", "warmup", "readiness", "true").gauges()).hasSize(1);
		assertThat(registry.get("monitor.gate.open").tags("gate", "concurrency", "readiness", "false").gauges())
			.hasSize(1);
		assertThat(registry.get("monitor.gate.open").gauges()).hasSize(2);
	}

}
