package dev.monitor.property.autoconfigure;

import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.monitor.property.Placeholders;
import dev.monitor.secret.SecretTexts;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionFailedException;

/**
 * Analyzes values of Monitor's properties that are of another type than the property, and
 * those that stand where a map, a list or an object belongs. The latter are not shown: a
 * value may be a token, a header or a password. Comes before Spring Boot's analyzers,
 * which would show each value, and which name types rather than what to write.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class BindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("monitor");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if (!OURS.isAncestorOf(cause.getName())) {
			return null;
		}
		if (cause.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
			ConfigurationPropertyName first = cause.getName().append("[0]");
			String ofFirst = describe(unbound, (property) -> first.isAncestorOf(property.getName()));
			return !ofFirst.isEmpty()
					? new FailureAnalysis("The first element of list '%s' has only unknown properties: %s."
						.formatted(cause.getName(), ofFirst), "Correct their names.", cause)
					: new FailureAnalysis(
							"List '%s' has a gap. Elements after the gap: %s.".formatted(cause.getName(),
									describe(unbound, (property) -> true)),
							"Number the elements of the list from 0, without a gap. An element with only misspelled "
									+ "properties counts as missing.",
							cause);
		}
		ConfigurationProperty property = cause.getProperty();
		if (isPlain(cause.getTarget().getType())) {
			return (property != null && cause.getCause() instanceof ConversionException failure)
					? analyze(cause, property, failure) : null;
		}
		return new FailureAnalysis(
				"Property %s has a value, but only properties below it can have one."
					.formatted((property != null) ? describe(property) : "'" + cause.getName() + "'"),
				"Remove it, and set properties that begin with '%s'.".formatted(below(cause)), cause);
	}

	/**
	 * Analyze a value of another type than the property's. What comes of a placeholder
	 * may be a secret: the value is shown as it is written.
	 */
	private static @Nullable FailureAnalysis analyze(BindException cause, ConfigurationProperty property,
			ConversionException failure) {
		String written = String.valueOf(property.getValue());
		String missing = (failure instanceof ConversionFailedException failed)
				? Placeholders.missing(written, String.valueOf(failed.getValue())).orElse(null) : null;
		if (missing != null) {
			return new FailureAnalysis("Property %s %s.".formatted(describe(property), Placeholders.problem(missing)),
					Placeholders.remedy(missing), cause);
		}
		ExpectedValue expected = ExpectedValue.of(cause.getTarget().getType());
		return (expected != null)
				? new FailureAnalysis("Property '%s' with value '%s'%s %s.".formatted(property.getName(),
						SecretTexts.redact(written), from(property), expected.problem()), expected.remedy(), cause)
				: null;
	}

	private static String describe(UnboundConfigurationPropertiesException unbound,
			Predicate<ConfigurationProperty> meant) {
		return unbound.getUnboundProperties()
			.stream()
			.filter(meant)
			.map(BindFailureAnalyzer::describe)
			.collect(Collectors.joining(", "));
	}

	private static String below(BindException cause) {
		Class<?> type = cause.getTarget().getType().resolve(Object.class);
		return cause.getName() + (Collection.class.isAssignableFrom(type) ? "[0]." : ".");
	}

	private static String describe(ConfigurationProperty property) {
		return "'" + property.getName() + "'" + from(property);
	}

	private static String from(ConfigurationProperty property) {
		Origin origin = property.getOrigin();
		return (origin != null) ? " (from " + origin + ")" : "";
	}

	private static boolean isPlain(ResolvableType type) {
		Class<?> resolved = type.resolve(Object.class);
		if (Collection.class.isAssignableFrom(resolved)) {
			return isPlain(type.asCollection().getGeneric());
		}
		return !Map.class.isAssignableFrom(resolved)
				&& (resolved.isEnum() || !resolved.getName().startsWith("dev.monitor."));
	}

}
