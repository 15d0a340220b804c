package dev.monitor.dependency.autoconfigure;

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
	 * @return names of properties by names of dependencies, both as they are written
	 */
	static Map<String, Set<String>> in(Environment environment) {
		Map<String, Set<String>> found = new TreeMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				for (ConfigurationPropertyName name : iterable) {
					if (ROOT.isAncestorOf(name)) {
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

}
