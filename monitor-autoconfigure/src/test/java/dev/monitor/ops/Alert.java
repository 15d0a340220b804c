package dev.monitor.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * An alert of the rules.
 *
 * @param name its name
 * @param expression when it fires
 * @param severity the label that routes it
 * @param annotations what it tells
 */
record Alert(String name, Expression expression, String severity, Map<String, String> annotations) {

	static List<Alert> readAll() throws IOException {
		return rules().filter((rule) -> rule.containsKey("alert")).map(Alert::of).toList();
	}

	/**
	 * Return the expressions of the recorded series, by which their names are owned.
	 */
	static List<Expression> recordings() throws IOException {
		return rules().filter((rule) -> rule.containsKey("record"))
			.map((rule) -> new Expression(String.valueOf(rule.get("record")), String.valueOf(rule.get("expr"))))
			.toList();
	}

	private static Stream<Map<?, ?>> rules() throws IOException {
		return list(yaml("prometheus/rules.yml").get("groups")).stream()
			.flatMap((group) -> list(map(group).get("rules")).stream())
			.map(Alert::map);
	}

	private static Alert of(Map<?, ?> rule) {
		String name = String.valueOf(rule.get("alert"));
		return new Alert(name, new Expression(name, String.valueOf(rule.get("expr"))),
				String.valueOf(map(rule.get("labels")).get("severity")), strings(map(rule.get("annotations"))));
	}

	String annotation(String annotation) {
		return this.annotations.getOrDefault(annotation, "");
	}

	static Map<?, ?> yaml(String path) throws IOException {
		return map(new Yaml().load(new String(OperatorFiles.read(path), StandardCharsets.UTF_8)));
	}

	static Map<?, ?> map(@Nullable Object value) {
		return (Map<?, ?>) Objects.requireNonNull(value);
	}

	static List<?> list(@Nullable Object value) {
		return (List<?>) Objects.requireNonNull(value);
	}

	private static Map<String, String> strings(Map<?, ?> map) {
		return map.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> String.valueOf(entry.getKey()),
					(entry) -> String.valueOf(entry.getValue()), (first, second) -> second, LinkedHashMap::new));
	}

}
