package dev.monitor.health.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.GuardedGate;
import dev.monitor.gate.InMemory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Makes {@link Gates} of all gate beans. Those that are marked as {@link InMemory}, as
 * all of Monitor's own, are asked directly, all others through a {@link GuardedGate}.
 */
final class GatesFactory {

	private static final Duration PATIENCE = Duration.ofMillis(250);

	private GatesFactory() {
	}

	static Gates from(ObjectProvider<Gate> beans) {
		Map<String, Gate> byName = new TreeMap<>();
		List<Gate> gates = new ArrayList<>();
		for (Gate bean : beans.orderedStream().toList()) {
			String name = bean.name();
			if (name == null || name.isBlank()) {
				throw new FailureAnalyzedException("A gate of type %s has no name.".formatted(type(bean)),
						"Return a name that is unique among the gates, in lower case.");
			}
			Gate other = byName.put(name, bean);
			if (other != null) {
				throw new FailureAnalyzedException("Two gates are named '%s': one of type %s and one of type %s."
					.formatted(name, type(other), type(bean)), "Give one of them another name, or remove it.");
			}
			gates.add((bean instanceof InMemory) ? bean : new GuardedGate(bean, PATIENCE, Clock.systemUTC()));
		}
		return new Gates(gates);
	}

	private static String type(Gate gate) {
		return gate.getClass().getName();
	}

}
