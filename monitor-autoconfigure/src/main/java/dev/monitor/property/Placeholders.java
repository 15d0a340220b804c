package dev.monitor.property;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Placeholders in values of properties, such as <code>${TOKEN}</code>, that have no
 * value.
 */
public final class Placeholders {

	private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\\\)\\$\\{([\\w.\\-\\[\\]]+)}");

	private Placeholders() {
	}

	/**
	 * Find the first one that was left as it is written.
	 * @param written the value as it is written
	 * @param resolved the value with all placeholders that have a value replaced
	 * @return the name of the placeholder
	 */
	public static Optional<String> missing(String written, String resolved) {
		return PLACEHOLDER.matcher(written)
			.results()
			.filter((placeholder) -> resolved.contains(placeholder.group()))
			.findFirst()
			.map((placeholder) -> placeholder.group(1));
	}

	/**
	 * Say what is wrong with a property that has one.
	 * @param name name of the placeholder
	 * @return a clause whose subject is the property
	 */
	public static String problem(String name) {
		return "needs '" + name + "', which has no value";
	}

	/**
	 * Say what to write.
	 * @param name name of the placeholder
	 * @return a sentence
	 */
	public static String remedy(String name) {
		return "Set '%1$s', or write a default into the property: ${%1$s:default}.".formatted(name);
	}

}
