package dev.monitor.http.spring;

import org.springframework.boot.web.context.reactive.ConfigurableReactiveWebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Where the application begins on its port.
 */
public final class ContextPath {

	private ContextPath() {
	}

	/**
	 * Read {@code server.servlet.context-path}, or {@code spring.webflux.base-path} in a
	 * reactive application.
	 * @param environment has the property
	 * @return the path without a slash at its end, empty for the root
	 */
	public static String of(Environment environment) {
		String property = (environment instanceof ConfigurableReactiveWebEnvironment) ? "spring.webflux.base-path"
				: "server.servlet.context-path";
		return StringUtils.trimTrailingCharacter(environment.getProperty(property, ""), '/');
	}

}
