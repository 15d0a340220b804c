package dev.monitor.property.autoconfigure;

import java.util.Map;

import dev.monitor.property.Placeholders;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Analyzes a placeholder without a value in one of Monitor's properties that Spring Boot
 * reads itself, as in its conditions. The failure does not name the property.
 */
public final class PlaceholderFailureAnalyzer extends AbstractFailureAnalyzer<PlaceholderResolutionException> {

	private final Environment environment;

	PlaceholderFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PlaceholderResolutionException cause) {
		if (!(this.environment instanceof ConfigurableEnvironment configurable)) {
			return null;
		}
		for (Map.Entry<String, PropertySource<?>> name : UnknownPropertiesListener.names(configurable).entrySet()) {
			if (cause.getValues().contains(String.valueOf(name.getValue().getProperty(name.getKey())))) {
				return new FailureAnalysis(
						"Property %s %s.".formatted(DoubtfulValues.shown(name.getKey(), name.getValue()),
								Placeholders.problem(cause.getPlaceholder())),
						Placeholders.remedy(cause.getPlaceholder()), cause);
			}
		}
		return null;
	}

}
