package dev.monitor.logging.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.monitor.logging.access.PathExclusions;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

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
		String actuator = path(environment, "management.endpoints.web.base-path", "/actuator");
		if (actuator.startsWith("/")) {
			paths.add(path(environment, "spring.mvc.servlet.path", "/") + actuator + "/**");
		}
		return paths;
	}

	private static String path(Environment environment, String property, String defaultPath) {
		return StringUtils.trimTrailingCharacter(environment.getProperty(property, defaultPath), '/');
	}

}
