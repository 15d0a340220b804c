package dev.monitor.ops;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.monitor.prometheus.ScraperProcess;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Grafana dashboard.
 *
 * @param json all of it
 * @param rows its rows, with their panels; one without a title has those above the first
 * row
 */
public record Dashboard(JsonNode json, List<Row> rows) {

	public static final List<String> NAMES = List.of("now", "details", "trends");

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

	public static Dashboard read(String name) throws IOException {
		JsonNode json = JSON.readTree(OperatorFiles.read("grafana/" + name + ".json"));
		List<Row> rows = new ArrayList<>();
		for (JsonNode panel : json.get("panels")) {
			if (panel.get("type").asString().equals("row")) {
				rows.add(new Row(panel.get("title").asString(), panel, new ArrayList<>()));
				panel.get("panels").forEach((nested) -> rows.get(rows.size() - 1).panels().add(Panel.of(nested)));
				continue;
			}
			if (rows.isEmpty()) {
				rows.add(new Row("", json, new ArrayList<>()));
			}
			rows.get(rows.size() - 1).panels().add(Panel.of(panel));
		}
		return new Dashboard(json, rows);
	}

	public static List<Dashboard> readAll() throws IOException {
		List<Dashboard> all = new ArrayList<>();
		for (String name : NAMES) {
			all.add(read(name));
		}
		return all;
	}

	public List<Panel> panels() {
		return this.rows.stream().flatMap((row) -> row.panels().stream()).toList();
	}

	List<Expression> annotations() {
		List<Expression> annotations = new ArrayList<>();
		this.json.get("annotations")
			.get("list")
			.forEach((annotation) -> annotations.add(new Expression("annotation " + annotation.get("name").asString(),
					annotation.get("target").get("expr").asString())));
		return annotations;
	}

	public Panel panel(String title) {
		return panels().stream().filter((panel) -> panel.title().equals(title)).findFirst().orElseThrow();
	}

	/**
	 * Return what each variable is while "All" is chosen, as Grafana asks for it.
	 */
	public Map<String, String> all(ScraperProcess scraper) {
		Map<String, String> all = new LinkedHashMap<>();
		for (JsonNode variable : this.json.get("templating").get("list")) {
			if (variable.get("type").asString().equals("query")) {
				all.put(variable.get("name").asString(), variable.has("allValue") ? variable.get("allValue").asString()
						: Expression.joined(values(variable.get("query").get("query").asString(), all, scraper)));
			}
		}
		return all;
	}

	private static List<String> values(String definition, Map<String, String> known, ScraperProcess scraper) {
		Matcher query = LABEL_VALUES.matcher(definition);
		if (!query.matches()) {
			throw new IllegalStateException(definition);
		}
		Expression series = new Expression("variable", query.group(1)).with(known);
		List<String> values = new ArrayList<>();
		scraper
			.get("/api/v1/label/" + query.group(2) + "/values?match%5B%5D="
					+ URLEncoder.encode(series.text(), StandardCharsets.UTF_8))
			.get("data")
			.forEach((value) -> values.add(value.asString()));
		return values;
	}

	JsonNode variable(String name) {
		for (JsonNode variable : this.json.get("templating").get("list")) {
			if (variable.get("name").asString().equals(name)) {
				return variable;
			}
		}
		throw new IllegalArgumentException(name);
	}

	public record Row(String title, JsonNode json, List<Panel> panels) {

	}

	/**
	 * A panel that shows something.
	 */
	public record Panel(int id, String title, String type, String unit, Place place, List<Target> targets,
			JsonNode json) {

		static Panel of(JsonNode json) {
			JsonNode place = json.get("gridPos");
			List<Target> targets = new ArrayList<>();
			for (JsonNode target : json.get("targets")) {
				targets.add(new Target(target.path("legendFormat").asString(""), target.get("expr").asString()));
			}
			return new Panel(json.get("id").asInt(), json.get("title").asString(), json.get("type").asString(),
					json.path("fieldConfig").path("defaults").path("unit").asString(""),
					new Place(place.get("x").asInt(), place.get("y").asInt(), place.get("w").asInt(),
							place.get("h").asInt()),
					targets, json);
		}

		List<Expression> expressions() {
			return this.targets.stream()
				.map((target) -> new Expression(this.id + " " + this.title, target.expression()))
				.collect(Collectors.toList());
		}

	}

	public record Target(String legend, String expression) {

	}

	/**
	 * Where a panel is, in the units of Grafana's grid.
	 */
	public record Place(int x, int y, int width, int height) {

		boolean overlaps(Place other) {
			return this.x < other.x + other.width && other.x < this.x + this.width && this.y < other.y + other.height
					&& other.y < this.y + this.height;
		}

	}

}
