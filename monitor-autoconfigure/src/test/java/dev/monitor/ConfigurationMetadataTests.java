package dev.monitor;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.ClassUtils;

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
		String reference = Files.readString(Path.of("..", "docs", "reference", "properties.md"));
		assertThat(properties()).extracting((property) -> "`" + shown(property) + "`")
			.allSatisfy((name) -> assertThat(reference).contains(name));
	}

	/**
	 * A default that depends on something stands in the reference in words.
	 */
	@Test
	void everyDefaultStandsInTheReference() throws IOException {
		String reference = Files.readString(Path.of("..", "docs", "reference", "properties.md"));
		assertThat(properties()).filteredOn((property) -> property.get("defaultValue") != null)
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(cells(reference, shown(property)).replace("`", ""))
				.as("default of " + property.get("name"))
				.startsWith((text(property.get("defaultValue")) + " | ").stripLeading()));
	}

	@Test
	void theReferenceNamesNoDefaultThatIsNone() throws IOException {
		String reference = Files.readString(Path.of("..", "docs", "reference", "properties.md"));
		assertThat(properties()).filteredOn((property) -> property.get("defaultValue") == null)
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(cells(reference, shown(property)).trim())
				.as("default of " + property.get("name"))
				.matches("(unset|none|[^|]*[ `$][^|]*)?\\|.*"));
	}

	@Test
	void everyKeyInsideAMapOrAListDescribesItself() throws Exception {
		Map<String, Object> byName = new TreeMap<>();
		properties().forEach((property) -> byName.put(String.valueOf(property.get("name")), property.get("type")));
		List<String> inside = new ArrayList<>();
		for (Map.Entry<String, Object> property : Map.copyOf(byName).entrySet()) {
			Matcher type = Pattern.compile("java\\.util\\.(Map|List|Set)<.*?(dev\\.monitor\\.[\\w.$]+)>")
				.matcher(String.valueOf(property.getValue()));
			if (type.matches() && !Class.forName(type.group(2)).isEnum()) {
				String prefix = property.getKey() + (type.group(1).equals("Map") ? ".*." : "[*].");
				for (PropertyDescriptor bean : BeanUtils.getPropertyDescriptors(Class.forName(type.group(2)))) {
					if (bean.getWriteMethod() != null) {
						inside.add(prefix + DataObjectPropertyName.toDashedForm(bean.getName()));
					}
				}
			}
		}
		assertThat(byName.keySet()).filteredOn((name) -> name.contains("*"))
			.containsExactlyInAnyOrderElementsOf(inside)
			.contains("monitor.dependencies.*.url", "monitor.warmup.requests[*].path", "monitor.metrics.tokens.*.hash");
	}

	@Test
	void everyMapAndListOfObjectsIsAGroup() throws IOException {
		List<Object> groups = Metadata.section("groups").stream().map((group) -> group.get("name")).toList();
		assertThat(properties()).extracting((property) -> String.valueOf(property.get("name")))
			.filteredOn((name) -> name.contains("*"))
			.allSatisfy((name) -> assertThat(groups).contains(name.substring(0, name.lastIndexOf('.'))));
		assertThat(Metadata.section("groups")).filteredOn((group) -> String.valueOf(group.get("name")).contains("*"))
			.allSatisfy((group) -> {
				assertThat(String.valueOf(group.get("description"))).endsWith(".");
				assertThat(ClassUtils.isPresent(String.valueOf(group.get("type")), null)).isTrue();
				assertThat(ClassUtils.isPresent(String.valueOf(group.get("sourceType")), null)).isTrue();
			});
	}

	@Test
	void everyHintIsOfAPropertyAndHasValuesOrAProvider() throws IOException {
		List<Object> names = properties().stream().map((property) -> property.get("name")).toList();
		assertThat(Metadata.section("hints")).isNotEmpty().allSatisfy((hint) -> {
			assertThat(names).contains(String.valueOf(hint.get("name")).replaceFirst("\\.(keys|values)$", ""));
			assertThat(hint.containsKey("values") || hint.containsKey("providers")).isTrue();
		});
	}

	@Test
	void defaultsThatTheProcessorCannotReadAreThere() throws IOException {
		assertThat(properties()).filteredOn((property) -> property.get("defaultValue") != null)
			.extracting((property) -> property.get("name"))
			.contains("monitor.logging.access.exclude", "monitor.logging.zone", "monitor.metrics.buckets",
					"monitor.metric-lines.include");
	}

	/**
	 * Return how the reference writes a name.
	 */
	private static String shown(Map<String, Object> property) {
		return String.valueOf(property.get("name")).replace("[*]", "[n]").replace("*", "<name>");
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

	private static List<Map<String, Object>> properties() throws IOException {
		return Metadata.section("properties")
			.stream()
			.filter((property) -> String.valueOf(property.get("name")).startsWith("monitor."))
			.toList();
	}

}
