package dev.monitor.access.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.monitor.access.PathExclusions;
import dev.monitor.property.ActuatorPath;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.core.env.Environment;

/**
 * Works out which paths cause no access events.
 */
final class AccessExclusions {

	private static final String PROPERTY = "monitor.logging.access.exclude";

	private static final List<String> PROBES = List.of("/health", "/readyz", "/livez");

	private AccessExclusions() {
	}

	static PathExclusions from(AccessLogProperties properties, Environment environment) {
		List<String> configured = properties.getExclude();
		try {
			return new PathExclusions((configured != null) ? configured : defaults(environment));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(PROPERTY, ex.getMessage(), "is neither a path nor a prefix",
					"Write paths such as /health, or prefixes such as /actuator/**.");
		}
	}

	/**
	 * An actuator at the root shares its prefix with the application, whose requests must
	 * not go missing.
	 */
	private static List<String> defaults(Environment environment) {
		List<String> paths = new ArrayList<>(PROBES);
		String actuator = ActuatorPath.of(environment);
		if (actuator.startsWith("/")) {
			paths.add(actuator + "/**");
		}
		return paths;
	}

}
