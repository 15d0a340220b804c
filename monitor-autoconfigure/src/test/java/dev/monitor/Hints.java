package dev.monitor;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What editors propose as the value of a property.
 */
public final class Hints {

	private Hints() {
	}

	/**
	 * Return the values that are proposed.
	 * @param property name of the property
	 * @return the values, empty if there is no hint
	 */
	public static List<String> of(String property) {
		return Metadata.section("hints")
			.stream()
			.filter((hint) -> property.equals(hint.get("name")))
			.flatMap((hint) -> list(hint.get("values")).stream())
			.map((value) -> String.valueOf(value.get("value")))
			.toList();
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(@Nullable Object value) {
		return (List<Map<String, Object>>) Objects.requireNonNull(value);
	}

}
