package dev.monitor.property;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Where the actuator answers, as Spring Boot's properties say.
 */
public final class ActuatorPath {

	private ActuatorPath() {
	}

	/**
	 * Return the path that all endpoints are below, inside the application's context.
	 * @param environment the properties
	 * @return the path without a slash at its end, empty if they have none of their own
	 */
	public static String of(Environment environment) {
		String base = path(environment, "management.endpoints.web.base-path", "/actuator");
		return base.isEmpty() ? "" : path(environment, "spring.mvc.servlet.path", "/") + base;
	}

	private static String path(Environment environment, String property, String defaultPath) {
		return StringUtils.trimTrailingCharacter(environment.getProperty(property, defaultPath), '/');
	}

}
