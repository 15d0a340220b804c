package dev.monitor.dashboard.autoconfigure;

import dev.monitor.http.spring.ServletPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Where the page is below the actuator.
 */
final class DashboardPath {

	private static final Logger logger = LoggerFactory.getLogger(DashboardPath.class);

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

	/**
	 * Return the path below that of the server which serves the endpoints.
	 */
	static String served(Environment environment) {
		return (isBeside(environment) ? ServletPath.of(environment) : "") + of(environment);
	}

	/**
	 * Tell whether the page is to be served beside the endpoints; if it would be, and
	 * cannot, say so.
	 */
	static boolean isServed(Environment environment) {
		boolean elsewhere = environment.getProperty(DashboardSettings.LISTEN_ADDRESS) != null;
		boolean taken = isBeside(environment) && isAtRoot(environment);
		if (!elsewhere && taken) {
			logger.info(
					"The dashboard is not served: with management.endpoints.web.base-path=/ it would take {} from the "
							+ "application. Set {} or management.server.port.",
					served(environment), DashboardSettings.LISTEN_ADDRESS);
		}
		return !elsewhere && !taken;
	}

	private static boolean isBeside(Environment environment) {
		return ManagementPortType.get(environment) == ManagementPortType.SAME;
	}

}
