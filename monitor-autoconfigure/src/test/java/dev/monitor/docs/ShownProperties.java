package dev.monitor.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.monitor.Metadata;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The properties of an application that a page shows.
 */
final class ShownProperties {

	private static final List<Pattern> KNOWN = section("properties").stream()
		.map((property) -> String.valueOf(property.get("name")))
		.map(ShownProperties::pattern)
		.toList();

	private final List<PropertySource<?>> sources;

	private ShownProperties(PropertySourceLoader loader, String text) {
		try {
			this.sources = loader.load("page", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ShownProperties yaml(String text) {
		return new ShownProperties(new YamlPropertySourceLoader(), text);
	}

	static ShownProperties properties(String text) {
		return new ShownProperties(new PropertiesPropertySourceLoader(), text);
	}

	/**
	 * Fail if a property of Monitor's does not exist, or does not take its value.
	 */
	void check() {
		assertThat(names()).allSatisfy(
				(name) -> assertThat(KNOWN).as("property " + name).anyMatch((known) -> known.matcher(name).matches()));
		Binder binder = new Binder(ConfigurationPropertySources.from(this.sources), null,
				ApplicationConversionService.getSharedInstance());
		section("groups").stream()
			.filter((group) -> group.get("type").equals(group.get("sourceType")) && !group.containsKey("sourceMethod"))
			.forEach((group) -> binder.bind(String.valueOf(group.get("name")), Bindable.of(type(group))));
	}

	private Set<String> names() {
		Set<String> names = new TreeSet<>();
		for (PropertySource<?> source : this.sources) {
			names.addAll(List.of(((EnumerablePropertySource<?>) source).getPropertyNames()));
		}
		names.removeIf((name) -> !name.startsWith("monitor."));
		return names;
	}

	/**
	 * Elements of lists have an index, and the keys of maps stand for themselves.
	 */
	private static Pattern pattern(String name) {
		String open = name.replace("[*]", "*").replace("*", "\\E[^.]+\\Q");
		return Pattern.compile("\\Q" + open + "\\E(\\[\\d+]|\\.[^.]+)?");
	}

	private static Class<?> type(Map<String, Object> group) {
		try {
			return Class.forName(String.valueOf(group.get("type")));
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Map<String, Object>> section(String name) {
		return Metadata.section(name)
			.stream()
			.map((element) -> element.entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> (Object) String.valueOf(entry.getValue()))))
			.filter((element) -> String.valueOf(element.get("name")).startsWith("monitor."))
			.toList();
	}

}
