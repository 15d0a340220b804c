package dev.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;

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
		return list(metadata().get("hints")).stream()
			.filter((hint) -> property.equals(hint.get("name")))
			.flatMap((hint) -> list(hint.get("values")).stream())
			.map((value) -> String.valueOf(value.get("value")))
			.toList();
	}

	private static Map<String, Object> metadata() {
		try {
			return JsonParserFactory.getJsonParser()
				.parseMap(new ClassPathResource("META-INF/spring-configuration-metadata.json")
					.getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(@Nullable Object value) {
		return (List<Map<String, Object>>) Objects.requireNonNull(value);
	}

}
