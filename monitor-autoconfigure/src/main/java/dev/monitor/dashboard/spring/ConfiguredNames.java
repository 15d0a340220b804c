package dev.monitor.dashboard.spring;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.secret.SecretNames;
import dev.monitor.secret.SecretTexts;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Names of all properties and environment variables, and where each comes from. Values
 * are left out, or shown to operators without those of secrets.
 *
 * @param environment the properties
 * @param operatorsSeeValues whether operators see values
 */
public record ConfiguredNames(ConfigurableEnvironment environment, boolean operatorsSeeValues) {

	private static final String MASKED = "\u2022\u2022\u2022";

	private static final int MAX_VALUE = 200;

	/**
	 * Return the names in their order.
	 * @param operator whether an operator asks
	 * @return rows of a name, its value or dots in its place, and its source
	 */
	List<List<String>> rows(boolean operator) {
		Map<String, List<String>> rows = new LinkedHashMap<>();
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (String name : enumerable.getPropertyNames()) {
					rows.computeIfAbsent(name,
							(added) -> List.of(added, value(added, enumerable, operator), source.getName()));
				}
			}
		}
		return rows.values().stream().sorted(Comparator.comparing((row) -> row.get(0))).toList();
	}

	private String value(String name, EnumerablePropertySource<?> source, boolean operator) {
		if (!operator || !this.operatorsSeeValues || SecretNames.isSecretSetting(name)) {
			return MASKED;
		}
		String value = SecretTexts.redact(String.valueOf(source.getProperty(name)));
		return (value.length() > MAX_VALUE) ? value.substring(0, MAX_VALUE) + "\u2026" : value;
	}

}
