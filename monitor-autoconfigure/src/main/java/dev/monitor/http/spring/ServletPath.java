package dev.monitor.http.spring;

import org.springframework.boot.web.context.reactive.ConfigurableReactiveWebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What stands between the context path and the paths of Spring MVC.
 */
public final class ServletPath {

	private ServletPath() {
	}

	/**
	 * Read {@code spring.mvc.servlet.path}.
	 * @param environment has the property
	 * @return the path without a slash at its end, empty for the root and in a reactive
	 * application
	 */
	public static String of(Environment environment) {
		if (environment instanceof ConfigurableReactiveWebEnvironment) {
			return "";
		}
		return StringUtils.trimTrailingCharacter(environment.getProperty("spring.mvc.servlet.path", "/"), '/');
	}

}
