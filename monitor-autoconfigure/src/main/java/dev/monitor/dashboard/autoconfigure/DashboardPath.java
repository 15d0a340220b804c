package dev.monitor.dashboard.autoconfigure;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Where the page is below the actuator.
 */
final class DashboardPath {

	private DashboardPath() {
	}

	/**
	 * Return the path, without what stands before that of the actuator.
	 */
	static String of(Environment environment) {
		return StringUtils.trimTrailingCharacter(
				environment.getProperty("management.endpoints.web.base-path", "/actuator"), '/') + "/dashboard";
	}

	/**
	 * Tell whether that is a path which the application may well have itself.
	 */
	static boolean isAtRoot(Environment environment) {
		return of(environment).equals("/dashboard");
	}

}
