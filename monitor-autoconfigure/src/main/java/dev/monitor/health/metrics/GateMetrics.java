package dev.monitor.health.metrics;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for {@code monitor.gate.open}: 1 for each open gate, 0 for each
 * closed one, tag {@code gate}.
 */
public final class GateMetrics implements MeterBinder {

	private final Gates gates;

	/**
	 * Create the gauges.
	 * @param gates the gates, asked whenever a gauge is read
	 */
	public GateMetrics(Gates gates) {
		this.gates = gates;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.gates.addObserver((name) -> Gauge.builder("monitor.gate.open", this.gates, (all) -> value(all.get(name)))
			.description("Whether the gate lets traffic pass")
			.tag("gate", name)
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
