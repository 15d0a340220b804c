package dev.monitor.logging.logback;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.event.Keys;
import dev.monitor.event.LineLimit;
import dev.monitor.identity.Identity;
import dev.monitor.logging.LineForm;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.property.PropertyRange;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What an encoder needs to know.
 *
 * @param form the form of the lines
 * @param namespace value of {@code ns}
 * @param zone the zone in which to tell the time
 * @param maxLineBytes the longest line, its end included
 * @param fields constant pairs
 */
public record LineSettings(LineForm form, String namespace, ZoneId zone, int maxLineBytes, Map<String, String> fields) {

	/**
	 * What is bound by reflection, which a native image has to be told of.
	 */
	public static final Bindable<?> PROPERTIES = Bindable.of(LoggingProperties.class);

	/**
	 * Readers built on Go's scanner stop for good at a line that is longer.
	 */
	private static final PropertyRange<Integer> BYTES = new PropertyRange<>(512, 65535);

	/**
	 * Read the settings.
	 * @param environment where the properties are
	 * @return the settings
	 * @throws InvalidPropertyException if a property cannot be used
	 */
	public static LineSettings from(Environment environment) {
		LoggingProperties properties = properties(environment);
		int maxLineBytes = BYTES.require(LineLimit.PROPERTY, properties.getMaxLineBytes(),
				"Set it to a number of bytes in that range.");
		for (String key : properties.getFields().keySet()) {
			if (!Keys.isFree(key)) {
				throw new InvalidPropertyException("monitor.logging.fields." + key, null,
						"would take the place of a key that Monitor writes", "Choose another name for the field.");
			}
		}
		LineForm form = (properties.getFormat() == LoggingProperties.Format.JSON) ? LineForm.JSON : LineForm.KV;
		return new LineSettings(form, namespace(properties, environment), properties.getZone(), maxLineBytes,
				Collections.unmodifiableMap(new LinkedHashMap<>(properties.getFields())));
	}

	/**
	 * Tell whether the console is left to Spring Boot.
	 * @param environment where the properties are
	 * @return whether no lines are to be written
	 */
	public static boolean isOff(Environment environment) {
		return properties(environment).getFormat() == LoggingProperties.Format.OFF;
	}

	private static LoggingProperties properties(Environment environment) {
		return Binder.get(environment).bindOrCreate("monitor.logging", LoggingProperties.class);
	}

	private static String namespace(LoggingProperties properties, Environment environment) {
		String namespace = properties.getNamespace();
		if (!StringUtils.hasText(namespace)) {
			namespace = Identity.from(environment).application();
		}
		return StringUtils.hasText(namespace) ? namespace : "application";
	}

}
