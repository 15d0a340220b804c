package dev.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
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

	/**
	 * A default that depends on something stands in the reference in words.
	 */
	@Test
	void everyDefaultStandsInTheReference() throws IOException {
		String reference = Files.readString(Path.of("..", "docs", "properties.md"));
		assertThat(properties()).filteredOn((property) -> property.get("defaultValue") != null)
			.isNotEmpty()
			.allSatisfy(
					(property) -> assertThat(cells(reference, String.valueOf(property.get("name"))).replace("`", ""))
						.as("default of " + property.get("name"))
						.startsWith((text(property.get("defaultValue")) + " | ").stripLeading()));
	}

	@Test
	void theReferenceNamesNoDefaultThatIsNone() throws IOException {
		String reference = Files.readString(Path.of("..", "docs", "properties.md"));
		assertThat(properties()).filteredOn((property) -> property.get("defaultValue") == null)
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(cells(reference, String.valueOf(property.get("name"))).trim())
				.as("default of " + property.get("name"))
				.matches("(unset|none|[^|]*[ `$][^|]*)?\\|.*"));
	}

	/**
	 * Return the cells behind the name of a property in its row of the reference.
	 */
	private static String cells(String reference, String name) {
		String start = "| `" + name + "` | ";
		return reference.lines()
			.filter((line) -> line.startsWith(start))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No row begins with " + start))
			.substring(start.length());
	}

	private static String text(@Nullable Object value) {
		return (value instanceof List<?> values) ? String.join(", ", values.stream().map(String::valueOf).toList())
				: String.valueOf(value);
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
