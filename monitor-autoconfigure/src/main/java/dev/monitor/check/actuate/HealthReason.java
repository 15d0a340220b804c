package dev.monitor.check.actuate;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;

/**
 * What a health says in a few words: {@code DOWN, error: no route, host: db}.
 */
final class HealthReason {

	private HealthReason() {
	}

	/**
	 * Write the status, its description, the error and all other details that are short
	 * values and not structures.
	 * @param health the health
	 * @return the words
	 */
	static String of(Health health) {
		StringBuilder words = new StringBuilder(health.getStatus().getCode());
		if (!health.getStatus().getDescription().isBlank()) {
			words.append(", ").append(health.getStatus().getDescription());
		}
		Map<String, Object> details = health.getDetails();
		append(words, "error", details.get("error"));
		details.forEach((name, value) -> {
			if (!name.equals("error")) {
				append(words, name, value);
			}
		});
		return words.toString();
	}

	private static void append(StringBuilder words, String name, @Nullable Object value) {
		if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean
				|| value instanceof Enum) {
			words.append(", ").append(name).append(": ").append(value);
		}
	}

}
