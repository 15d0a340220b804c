package dev.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;

/**
 * The configuration metadata, as editors read it.
 */
public final class Metadata {

	private Metadata() {
	}

	/**
	 * Return what a section has.
	 * @param name name of the section, such as {@code properties}
	 * @return its elements
	 */
	@SuppressWarnings("unchecked")
	public static List<Map<String, Object>> section(String name) {
		try {
			String metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json")
				.getContentAsString(StandardCharsets.UTF_8);
			Object section = JsonParserFactory.getJsonParser().parseMap(metadata).get(name);
			return (List<Map<String, Object>>) Objects.requireNonNull(section);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
