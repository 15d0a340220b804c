package dev.monitor.health.actuate;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.Verdict;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthContributor} that shows each gate as a component: UP when open,
 * OUT_OF_SERVICE with the reason when closed. Reads memory only.
 */
public final class GatesHealthContributor implements CompositeHealthContributor, InMemory {

	private final Gates gates;

	/**
	 * Create the contributor.
	 * @param gates the gates, each of which becomes a component
	 */
	public GatesHealthContributor(Gates gates) {
		this.gates = gates;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		Gate gate = this.gates.get(name);
		return (gate != null) ? indicator(gate) : null;
	}

	@Override
	public Stream<Entry> stream() {
		return StreamSupport.stream(this.gates.spliterator(), false)
			.map((gate) -> new Entry(gate.name(), indicator(gate)));
	}

	private static HealthIndicator indicator(Gate gate) {
		return () -> health(gate.verdict());
	}

	private static Health health(Verdict verdict) {
		Health.Builder health = verdict.open() ? Health.up() : Health.outOfService();
		health.withDetail("since", verdict.since().toString());
		if (verdict.reason() != null) {
			health.withDetail("reason", verdict.reason());
		}
		return health.build();
	}

}
