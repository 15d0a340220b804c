package dev.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every property describes itself and stands in the reference page.
 */
class ConfigurationMetadataTests {

	@Test
	void everyPropertyHasADescription() throws IOException {
		assertThat(properties()).isNotEmpty()
			.allSatisfy((property) -> assertThat(property).extractingByKey("description")
				.as("description of " + property.get("name"))
				.asString()
				.isNotBlank()
				.doesNotStartWithIgnoringCase("the ")
				.doesNotStartWithIgnoringCase("a ")
				.endsWith("."));
	}

	@Test
	void everyPropertyStandsInTheReference() throws IOException {
		String reference = Files.readString(Path.of("..", "docs", "properties.md"));
		assertThat(properties()).extracting((property) -> "`" + property.get("name") + "`")
			.allSatisfy((name) -> assertThat(reference).contains(name));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> properties() throws IOException {
		String metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8);
		Object properties = JsonParserFactory.getJsonParser().parseMap(metadata).get("properties");
		return ((List<Map<String, Object>>) Objects.requireNonNull(properties)).stream()
			.filter((property) -> String.valueOf(property.get("name")).startsWith("monitor."))
			.toList();
	}

}
