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
 * @param group the group of rules it is in
 * @param name its name
 * @param expression when it fires
 * @param minutes how long its condition must hold
 * @param severity the label that routes it
 * @param annotations what it tells
 */
record Alert(String group, String name, Expression expression, int minutes, String severity,
		Map<String, String> annotations) {

	static List<Alert> readAll() throws IOException {
		return list(yaml("prometheus/rules.yml").get("groups")).stream()
			.map(Alert::map)
			.flatMap((group) -> list(group.get("rules")).stream()
				.map(Alert::map)
				.filter((rule) -> rule.containsKey("alert"))
				.map((rule) -> of(String.valueOf(group.get("name")), rule)))
			.toList();
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

	/**
	 * Return the recorded series: their names, with the labels that the rules add, and
	 * their expressions.
	 */
	static Map<String, Expression> recordedSeries() throws IOException {
		Map<String, Expression> series = new LinkedHashMap<>();
		rules().filter((rule) -> rule.containsKey("record")).forEach((rule) -> {
			String name = String.valueOf(rule.get("record"));
			String labels = rule.containsKey("labels") ? "{slo=\"" + map(rule.get("labels")).get("slo") + "\"}" : "";
			series.put(name + labels, new Expression(name, String.valueOf(rule.get("expr"))));
		});
		return series;
	}

	private static Alert of(String group, Map<?, ?> rule) {
		String name = String.valueOf(rule.get("alert"));
		int minutes = rule.containsKey("for") ? Integer.parseInt(String.valueOf(rule.get("for")).replace("m", "")) : 0;
		return new Alert(group, name, new Expression(name, String.valueOf(rule.get("expr"))), minutes,
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
