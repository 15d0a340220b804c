package dev.monitor.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.monitor.property.EarlyProperty;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What is the same for all instances of an application in one place, and after every
 * restart: never the name of a host, never a random id.
 *
 * @param application name of the application, empty if unknown
 * @param environment where it runs, such as {@code production}, empty if unknown
 * @param region region of the data centre, empty if unknown
 */
public record Identity(String application, String environment, String region) {

	/**
	 * Read the identity: {@code monitor.application}, {@code monitor.environment} and
	 * {@code monitor.region}, or what stands for them.
	 * @param environment the properties, environment variables and profiles
	 * @return the identity
	 */
	public static Identity from(Environment environment) {
		String[] profiles = environment.getActiveProfiles();
		String profile = (profiles.length > 0) ? profiles[0] : "";
		return new Identity(first(environment, "", "monitor.application", "spring.application.name"),
				first(environment, profile, "monitor.environment", "ENVIRONMENT"),
				first(environment, "", "monitor.region", "REGION", "FLY_REGION", "AWS_REGION"));
	}

	/**
	 * Return what is known, as labels.
	 * @return values by name of the label: application, environment, region
	 */
	public Map<String, String> labels() {
		Map<String, String> labels = new LinkedHashMap<>();
		labels.put("application", this.application);
		labels.put("environment", this.environment);
		labels.put("region", this.region);
		labels.values().removeAll(Set.of(""));
		return labels;
	}

	private static String first(Environment environment, String fallback, String... properties) {
		for (String property : properties) {
			String value = EarlyProperty.read(environment, property, String.class, "");
			if (StringUtils.hasText(value)) {
				return value.strip();
			}
		}
		return fallback.strip();
	}

}
