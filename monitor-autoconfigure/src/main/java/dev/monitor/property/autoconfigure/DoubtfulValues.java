package dev.monitor.property.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.monitor.property.Placeholders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySource;

/**
 * Warns of values that are valid and seldom meant: times without a unit, which are
 * milliseconds, and placeholders for which there is no value, which are taken as text. Of
 * values only such numbers and the names of placeholders are shown.
 */
final class DoubtfulValues {

	private static final Logger logger = LoggerFactory.getLogger(DoubtfulValues.class);

	/**
	 * Alone or in a list.
	 */
	private static final Pattern NUMBER = Pattern.compile("(?:.*,)?\\s*+[+-]?0*+[1-9]\\d*+\\s*+(?:,.*)?");

	private DoubtfulValues() {
	}

	static void warn(Map<String, PropertySource<?>> names, KnownProperties known, PropertyResolver environment) {
		List<String> times = new ArrayList<>();
		List<String> placeholders = new ArrayList<>();
		names.forEach((name, source) -> {
			ConfigurationPropertyName property = UnknownPropertiesListener.read(name);
			if (!known.contain(property, false)) {
				return;
			}
			String written = String.valueOf(source.getProperty(name));
			String value = environment.resolvePlaceholders(written).strip();
			if (NUMBER.matcher(value).matches() && known.isTime(property)) {
				times.add("%s is %s".formatted(shown(name, source), value));
			}
			// what comes of a placeholder may be a secret: only what is written is shown
			Placeholders.missing(written, value)
				.ifPresent((missing) -> placeholders.add("%s needs '%s'".formatted(shown(name, source), missing)));
		});
		if (!times.isEmpty()) {
			logger.warn("Times without a unit are milliseconds: {}. Write 15s for 15 seconds.", firstOf(times));
		}
		if (!placeholders.isEmpty()) {
			logger.warn("Placeholders without a value are taken as text: {}. Set what they name.",
					firstOf(placeholders));
		}
	}

	private static String firstOf(List<String> all) {
		return String.join(", ", all.subList(0, Math.min(all.size(), UnknownPropertiesListener.MAX_NAMES)));
	}

	static String shown(String name, PropertySource<?> source) {
		return "'%s' (from %s)".formatted(name, UnknownPropertiesListener.origin(source, name));
	}

}
