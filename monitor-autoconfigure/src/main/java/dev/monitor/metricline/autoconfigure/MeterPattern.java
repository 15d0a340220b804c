package dev.monitor.metricline.autoconfigure;

import java.util.regex.Pattern;

/**
 * Names of meters, where {@code *} stands for any characters.
 */
final class MeterPattern {

	private final Pattern pattern;

	MeterPattern(String text) {
		this.pattern = Pattern.compile("\\Q" + text.replace("*", "\\E.*\\Q") + "\\E");
	}

	boolean matches(String name) {
		return this.pattern.matcher(name).matches();
	}

}
