package dev.monitor.dependency.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds the dependencies about which anything is written at all. Binding drops one of
 * which it knows no property, such as one whose only property is misspelt.
 */
final class ConfiguredNames {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("monitor.dependencies");

	private static final int LENGTH = ROOT.getNumberOfElements();

	private ConfiguredNames() {
	}

	/**
	 * Look through all configuration, environment variables included.
	 * @param environment the environment
	 * @param bound names of the dependencies that were bound
	 * @return names of properties by names of dependencies, both as they are written
	 */
	static Map<String, Set<String>> in(Environment environment, Set<String> bound) {
		Map<String, Set<String>> found = new TreeMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				for (ConfigurationPropertyName name : iterable) {
					if (ROOT.isAncestorOf(name) && !(isVariables(source) && setsOneOf(bound, name))) {
						Set<String> properties = found.computeIfAbsent(name.getElement(LENGTH, Form.ORIGINAL),
								(added) -> new TreeSet<>());
						if (name.getNumberOfElements() > LENGTH + 1) {
							properties.add(name.subName(LENGTH + 1).toString());
						}
					}
				}
			}
		}
		return found;
	}

	/**
	 * Keep one spelling of each name. An environment variable knows neither dashes nor
	 * capitals, and so what it sets of {@code stock-api} is bound as {@code stockapi} a
	 * second time, with the same values.
	 */
	static <T> Map<String, T> spelledOnce(Map<String, T> bound) {
		Map<String, String> spellings = new LinkedHashMap<>();
		for (String name : bound.keySet()) {
			spellings.merge(uniform(name), name, (one, other) -> one.equals(uniform(one)) ? other : one);
		}
		Map<String, T> once = new LinkedHashMap<>();
		spellings.values().forEach((name) -> once.put(name, bound.get(name)));
		return once;
	}

	/**
	 * Return a name as an environment variable has it.
	 */
	static String uniform(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
	}

	private static boolean isVariables(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

	/**
	 * Tell whether a variable that seems to name a dependency sets a property of another.
	 * Spring Boot reads {@code STOCK_API_REQUIRED} for {@code stock-api.required} too.
	 */
	private static boolean setsOneOf(Set<String> bound, ConfigurationPropertyName variable) {
		StringBuilder letters = new StringBuilder();
		for (int i = LENGTH; i < variable.getNumberOfElements(); i++) {
			letters.append(variable.getElement(i, Form.UNIFORM));
		}
		String own = uniform(variable.getElement(LENGTH, Form.ORIGINAL));
		return bound.stream()
			.map(ConfiguredNames::uniform)
			.anyMatch((name) -> name.length() > own.length() && name.length() < letters.length()
					&& letters.indexOf(name) == 0);
	}

}
