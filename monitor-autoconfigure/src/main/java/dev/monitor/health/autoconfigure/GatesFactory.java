package dev.monitor.health.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.monitor.gate.Gate;
import dev.monitor.gate.GuardedGate;
import dev.monitor.gate.InMemory;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Makes what readers ask of gate beans. Those that are marked as {@link InMemory}, as all
 * of Monitor's own, are asked directly, all others in the background by a
 * {@link GuardedGate}.
 */
final class GatesFactory {

	private static final Duration INTERVAL = Duration.ofMillis(200);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private GatesFactory() {
	}

	/**
	 * Make gates that nobody has to wait for.
	 * @param beans the beans, most telling first
	 * @return gates that are asked by whoever reads them
	 */
	static List<Gate> from(Stream<Gate> beans) {
		Map<String, Gate> byName = new TreeMap<>();
		List<Gate> gates = new ArrayList<>();
		for (Gate bean : beans.toList()) {
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
			gates.add((bean instanceof InMemory) ? bean : new GuardedGate(bean, INTERVAL, PATIENCE, Clock.systemUTC()));
		}
		return gates;
	}

	private static String type(Gate gate) {
		return gate.getClass().getName();
	}

}
