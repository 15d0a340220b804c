package dev.monitor.ops;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.monitor.prometheus.ScraperProcess;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Grafana dashboard.
 *
 * @param json all of it
 * @param rows its rows, with their panels
 */
public record Dashboard(JsonNode json, List<Row> rows) {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

	public static Dashboard read() throws IOException {
		JsonNode json = JSON.readTree(OperatorFiles.read("grafana/monitor.json"));
		List<Row> rows = new ArrayList<>();
		for (JsonNode panel : json.get("panels")) {
			if (panel.get("type").asString().equals("row")) {
				rows.add(new Row(panel.get("title").asString(), panel, new ArrayList<>()));
			}
			else {
				rows.get(rows.size() - 1).panels().add(Panel.of(panel));
			}
		}
		return new Dashboard(json, rows);
	}

	public List<Panel> panels() {
		return this.rows.stream().flatMap((row) -> row.panels().stream()).toList();
	}

	public Row row(String title) {
		return this.rows.stream().filter((row) -> row.title().equals(title)).findFirst().orElseThrow();
	}

	/**
	 * Return the values of the variable {@code job}, as Grafana asks for them.
	 */
	public List<String> jobs(ScraperProcess scraper) {
		Matcher query = LABEL_VALUES.matcher(variable("job").get("definition").asString());
		if (!query.matches()) {
			throw new IllegalStateException(query.toString());
		}
		List<String> jobs = new ArrayList<>();
		scraper
			.get("/api/v1/label/" + query.group(2) + "/values?match%5B%5D="
					+ URLEncoder.encode(query.group(1), StandardCharsets.UTF_8))
			.get("data")
			.forEach((value) -> jobs.add(value.asString()));
		return jobs;
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
