package dev.monitor.health.metrics;

import java.util.Set;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for {@code monitor.gate.open}: 1 for each open gate, 0 for each
 * closed one, tag {@code gate}. The tag {@code readiness} says whether readiness counts
 * the gate.
 */
public final class GateMetrics implements MeterBinder {

	private final Gates gates;

	private final Set<String> excluded;

	/**
	 * Create the gauges.
	 * @param gates the gates, asked whenever a gauge is read
	 * @param excluded names of gates that readiness does not count
	 */
	public GateMetrics(Gates gates, Set<String> excluded) {
		this.gates = gates;
		this.excluded = Set.copyOf(excluded);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.gates.addObserver((name) -> Gauge.builder("monitor.gate.open", this.gates, (all) -> value(all.get(name)))
			.description("Whether the gate lets traffic pass")
			.tag("gate", name)
			.tag("readiness", String.valueOf(!this.excluded.contains(name)))
			.strongReference(true)
			.register(registry));
	}

	private static double value(@Nullable Gate gate) {
		if (gate == null) {
			return Double.NaN;
		}
		return gate.verdict().open() ? 1 : 0;
	}

}
