package dev.monitor.health.autoconfigure;

import java.util.Map;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;

/**
 * What is said about handlers whose place Monitor takes.
 */
final class ReplacedPaths {

	private static final Logger logger = LoggerFactory.getLogger(ReplacedHandlers.class);

	private ReplacedPaths() {
	}

	/**
	 * Name what is never asked any more, in one warning.
	 * @param replaced handlers by path
	 */
	static void warn(Map<String, String> replaced) {
		if (!replaced.isEmpty()) {
			logger.warn(
					"Monitor answers {}. Move it by monitor.health.path, .readiness-path or .liveness-path, "
							+ "or to a port of its own by monitor.health.listen-address",
					replaced.entrySet()
						.stream()
						.map((entry) -> entry.getKey() + " in place of " + entry.getValue())
						.collect(Collectors.joining(", ")));
		}
	}

	/**
	 * Tell whether Boot answers the same at a path, through an additional path of its
	 * group.
	 * @param path the path as Boot maps it
	 * @param live whether it is the path of liveness
	 * @param environment has the properties of the groups
	 * @return whether it does
	 */
	static boolean agree(String path, boolean live, Environment environment) {
		String additional = environment
			.getProperty("management.endpoint.health.group." + (live ? "liveness" : "readiness") + ".additional-path");
		if (additional != null) {
			return additional.equals("server:" + path);
		}
		return path.equals(live ? "/livez" : "/readyz") && environment
			.getProperty("management.endpoint.health.probes.add-additional-paths", Boolean.class, false);
	}

}
