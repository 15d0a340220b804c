package dev.monitor.logging.autoconfigure;

import dev.monitor.logging.logback.LineSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/**
 * {@link RuntimeHints} for what is found by name: the formatter, and the properties that
 * are bound before there are beans.
 */
final class LoggingRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerType(TypeReference.of(LoggingEnvironmentPostProcessor.FORMATTER),
					MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
		for (String extension : new String[] { ".xml", ".groovy" }) {
			hints.resources().registerPattern("logback*" + extension);
		}
		BindableRuntimeHintsRegistrar.forBindables(LineSettings.PROPERTIES).registerHints(hints);
	}

}
