package dev.monitor.check.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHints} for the method of Spring Boot's indicators that is called past
 * their logging.
 */
public class IndicatorRuntimeHints implements RuntimeHintsRegistrar {

	private static final String PACKAGE = "org.springframework.boot.health.contributor.";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String base : new String[] { "AbstractHealthIndicator", "AbstractReactiveHealthIndicator" }) {
			hints.reflection()
				.registerTypeIfPresent(classLoader, PACKAGE + base, MemberCategory.INVOKE_DECLARED_METHODS);
		}
	}

}
