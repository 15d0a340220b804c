package dev.monitor.dependency.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

	static final String PREFIX = "monitor.dependencies";

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(PREFIX);

	private static final int LENGTH = ROOT.getNumberOfElements();

	private final List<Written> all = new ArrayList<>();

	/**
	 * Look through all configuration, environment variables included.
	 * @param environment the environment
	 */
	ConfiguredNames(Environment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				boolean variable = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
				iterable.filter(ROOT::isAncestorOf).forEach((name) -> this.all.add(new Written(name, variable)));
			}
		}
	}

	/**
	 * Return what is written of each dependency.
	 * @param bound names of the dependencies that were bound
	 * @return names of properties by names of dependencies, both as they are written
	 */
	Map<String, Set<String>> properties(Set<String> bound) {
		Map<String, Set<String>> found = new TreeMap<>();
		for (Written each : this.all) {
			ConfigurationPropertyName name = each.property();
			if (!(each.variable() && setsOneOf(bound, name))) {
				Set<String> properties = found.computeIfAbsent(nameIn(name), (added) -> new TreeSet<>());
				if (name.getNumberOfElements() > LENGTH + 1) {
					properties.add(name.subName(LENGTH + 1).toString());
				}
			}
		}
		return found;
	}

	/**
	 * Leave out what environment variables set of a dependency a second time. A variable
	 * knows neither dashes nor capitals, and so what it sets of {@code stock-api} is also
	 * bound as {@code stockapi}, with the same values.
	 * @param bound the dependencies that were bound, by their names
	 * @return those that are meant
	 */
	<T> Map<String, T> spelledOnce(Map<String, T> bound) {
		Set<String> written = new HashSet<>();
		for (Written each : this.all) {
			if (!each.variable()) {
				written.add(nameIn(each.property()));
			}
		}
		Map<String, T> once = new LinkedHashMap<>(bound);
		once.keySet()
			.removeIf((name) -> !written.contains(name)
					&& written.stream().anyMatch((other) -> uniform(other).equals(uniform(name))));
		return once;
	}

	private static String nameIn(ConfigurationPropertyName property) {
		return property.getElement(LENGTH, Form.ORIGINAL);
	}

	/**
	 * Return a name as an environment variable has it.
	 */
	static String uniform(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
	}

	/**
	 * Tell whether a variable that seems to name a dependency sets a property of another.
	 * Spring Boot reads {@code STOCK_API_REQUIRED} for {@code stock-api.required} too.
	 */
	private static boolean setsOneOf(Set<String> bound, ConfigurationPropertyName variable) {
		String letters = IntStream.range(LENGTH, variable.getNumberOfElements())
			.mapToObj((element) -> variable.getElement(element, Form.UNIFORM))
			.collect(Collectors.joining());
		String own = uniform(nameIn(variable));
		return bound.stream()
			.map(ConfiguredNames::uniform)
			.anyMatch((name) -> name.length() > own.length() && name.length() < letters.length()
					&& letters.startsWith(name));
	}

	/**
	 * A property of a dependency.
	 *
	 * @param property its name as it is written
	 * @param variable whether an environment variable sets it
	 */
	private record Written(ConfigurationPropertyName property, boolean variable) {
	}

}
