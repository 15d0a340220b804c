package dev.monitor.health.autoconfigure;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.monitor.gate.Gates;
import dev.monitor.health.GateAnswers;
import dev.monitor.health.ReasonAudience;
import dev.monitor.health.actuate.AvailabilityGate;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailability;

/**
 * The addresses that load balancers ask, and what is answered there.
 */
final class GatePaths {

	private static final String READINESS = "/readyz";

	private static final String LIVENESS = "/livez";

	private GatePaths() {
	}

	/**
	 * Return what answers each path.
	 * @param properties the properties
	 * @param gates gives the gates, asked at each request
	 * @param availability says whether the application lives; without it nobody can ask
	 * for that
	 * @return answers from memory
	 */
	static Map<String, Function<HttpRequest, HttpResponse>> answers(HealthProperties properties, Supplier<Gates> gates,
			@Nullable ApplicationAvailability availability) {
		ReasonAudience audience = audience(properties);
		Map<String, Function<HttpRequest, HttpResponse>> answers = new LinkedHashMap<>();
		if (availability != null) {
			Gates alive = new Gates(List.of(AvailabilityGate.liveness(availability, Clock.systemUTC().instant())));
			answers.put(LIVENESS, new GateAnswers(() -> alive, audience)::to);
		}
		Function<HttpRequest, HttpResponse> ready = new GateAnswers(gates, audience)::to;
		answers.put(READINESS, ready);
		answers.put(health(properties), ready);
		return answers;
	}

	private static String health(HealthProperties properties) {
		String path = properties.getHealth().getPath();
		if (!path.startsWith("/") || path.contains("*")) {
			throw new InvalidPropertyException("monitor.health.path", path, "is not one exact path",
					"Write a path that starts with '/' and has no wildcard, such as /health.");
		}
		if (path.equals(LIVENESS)) {
			throw new InvalidPropertyException("monitor.health.path", path,
					"is the path of liveness, at which a closed gate would have the instance restarted",
					"Write another path, such as /health.");
		}
		return path;
	}

	private static ReasonAudience audience(HealthProperties properties) {
		Boolean showReason = properties.getHealth().getShowReason();
		if (showReason == null) {
			return ReasonAudience.LOOPBACK;
		}
		return showReason ? ReasonAudience.EVERYONE : ReasonAudience.NOBODY;
	}

}
