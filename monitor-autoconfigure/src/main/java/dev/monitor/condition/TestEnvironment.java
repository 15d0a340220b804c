package dev.monitor.condition;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Tells the environment of a test that Spring's test framework runs from all others:
 * people read its output, and it is one of many in the same process.
 */
public final class TestEnvironment {

	/**
	 * What Spring's {@code TestPropertySourceUtils} calls the properties of a test, of
	 * which Spring Boot's tests always have some.
	 */
	private static final String PROPERTIES = "Inlined Test Properties";

	private TestEnvironment() {
	}

	/**
	 * Tell whether an environment is that of a test.
	 * @param environment the environment
	 * @return whether a test framework has prepared it
	 */
	public static boolean is(ConfigurableEnvironment environment) {
		return environment.getPropertySources().contains(PROPERTIES);
	}

}
