package dev.monitor.condition;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * The environment of Spring Cloud's bootstrap context, an application that runs before
 * the real one has read its configuration. What is decided there by default would hold
 * for the real one, whatever its own properties say.
 */
public final class BootstrapEnvironment {

	private static final String SOURCE = "bootstrap";

	private static final String NAME_OF_CONFIGURATION = "spring.config.name";

	private BootstrapEnvironment() {
	}

	/**
	 * Tell whether an environment is that of the bootstrap context.
	 * @param environment the environment
	 * @return whether it is
	 */
	public static boolean is(ConfigurableEnvironment environment) {
		PropertySource<?> source = environment.getPropertySources().get(SOURCE);
		return source != null && source.containsProperty(NAME_OF_CONFIGURATION);
	}

}
