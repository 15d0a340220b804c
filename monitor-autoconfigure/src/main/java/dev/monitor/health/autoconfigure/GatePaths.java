package dev.monitor.health.autoconfigure;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.gate.Gates;
import dev.monitor.health.GateAnswers;
import dev.monitor.health.ReasonAudience;
import dev.monitor.health.actuate.AvailabilityGate;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.boot.availability.ApplicationAvailability;

/**
 * The addresses that load balancers ask, and what is answered there.
 */
final class GatePaths {

	static final String READINESS = "/readyz";

	static final String LIVENESS = "/livez";

	private GatePaths() {
	}

	static String health(HealthProperties properties) {
		String path = properties.getPath();
		if (!path.startsWith("/") || path.contains("*")) {
			throw new InvalidPropertyException("monitor.health.path", path, "is not one exact path",
					"Write a path that starts with '/' and has no wildcard, such as /health.");
		}
		return path;
	}

	static GateAnswers gates(Supplier<Gates> gates, HealthProperties properties) {
		return new GateAnswers(gates, audience(properties));
	}

	static GateAnswers liveness(ApplicationAvailability availability, HealthProperties properties) {
		Gates gates = new Gates(List.of(AvailabilityGate.liveness(availability, Clock.systemUTC().instant())));
		return gates(() -> gates, properties);
	}

	private static ReasonAudience audience(HealthProperties properties) {
		Boolean showReason = properties.getShowReason();
		if (showReason == null) {
			return ReasonAudience.LOOPBACK;
		}
		return showReason ? ReasonAudience.EVERYONE : ReasonAudience.NOBODY;
	}

}
