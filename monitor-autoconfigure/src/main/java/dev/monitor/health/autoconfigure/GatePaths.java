package dev.monitor.health.autoconfigure;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

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

	private static final String HEALTH = "monitor.health.path";

	private static final String READINESS = "monitor.health.readiness-path";

	private static final String LIVENESS = "monitor.health.liveness-path";

	/**
	 * Segments that are neither empty nor dots, of characters that need no decoding and
	 * are no pattern.
	 */
	private static final Pattern EXACT = Pattern.compile("(/(?!\\.{1,2}(/|$))[^/*{}?#;%\\\\\\s]+)+/?");

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
		Map<String, String> paths = paths(properties.getHealth());
		ReasonAudience audience = audience(properties);
		Function<HttpRequest, HttpResponse> ready = new GateAnswers(gates, audience)::to;
		Map<String, Function<HttpRequest, HttpResponse>> answers = new LinkedHashMap<>();
		paths.forEach((path, property) -> answers.put(path, ready));
		Set<String> excluded = properties.getHealth().getReadinessExclude();
		if (!excluded.isEmpty()) {
			answers.put(properties.getHealth().getReadinessPath(), new GateAnswers(gates, audience, excluded)::to);
		}
		answers.remove(properties.getHealth().getLivenessPath());
		if (availability != null) {
			Gates alive = new Gates(List.of(AvailabilityGate.liveness(availability, Clock.systemUTC().instant())));
			answers.put(properties.getHealth().getLivenessPath(), new GateAnswers(() -> alive, audience)::to);
		}
		return answers;
	}

	private static Map<String, String> paths(HealthProperties.Health health) {
		Map<String, String> byPath = new LinkedHashMap<>();
		add(byPath, LIVENESS, health.getLivenessPath());
		add(byPath, READINESS, health.getReadinessPath());
		add(byPath, HEALTH, health.getPath());
		return byPath;
	}

	private static void add(Map<String, String> byPath, String property, String path) {
		if (!EXACT.matcher(path).matches()) {
			throw new InvalidPropertyException(property, path, "is not one exact path below the root",
					"Write a path that starts with '/' and has no wildcard, such as /health.");
		}
		String other = byPath.put(path, property);
		if (other != null) {
			throw new InvalidPropertyException(property, path,
					other.equals(LIVENESS)
							? "is the path of liveness, at which a closed gate would have the instance restarted"
							: "is the path of " + other + " already",
					"Write another path, such as /health, or another one in " + other + ".");
		}
	}

	private static ReasonAudience audience(HealthProperties properties) {
		Boolean showReason = properties.getHealth().getShowReason();
		if (showReason == null) {
			return ReasonAudience.LOOPBACK;
		}
		return showReason ? ReasonAudience.EVERYONE : ReasonAudience.NOBODY;
	}

}
