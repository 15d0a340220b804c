package dev.monitor.concurrency.autoconfigure;

import java.util.List;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Where the actuator answers on the application's own port.
 *
 * @param path path with everything below it, empty if it has none of its own
 */
record ActuatorRoot(String path) {

	static final ActuatorRoot NONE = new ActuatorRoot("");

	static ActuatorRoot of(Environment environment) {
		String base = trimmed(environment.getProperty("management.endpoints.web.base-path", "/actuator"));
		return base.isEmpty() ? NONE
				: new ActuatorRoot(trimmed(environment.getProperty("spring.mvc.servlet.path", "/")) + base);
	}

	List<String> paths() {
		return this.path.isEmpty() ? List.of() : List.of(this.path);
	}

	private static String trimmed(String path) {
		return StringUtils.trimTrailingCharacter(path, '/');
	}

}
