package dev.monitor.ops.picture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.monitor.ops.Dashboard.Panel;
import tools.jackson.databind.JsonNode;

/**
 * A table: a row for each set of labels, with the value of each query.
 */
final class TablePicture extends PanelPicture {

	/**
	 * The label that tells which column a series is for.
	 */
	static final String QUERY = "query";

	private static final double LINE = 18;

	/**
	 * Behind the name of a column: in what colour its value is.
	 */
	private static final String COLOUR = " colour";

	/**
	 * The name under which a row has what it is sorted by.
	 */
	private static final String ORDER = "order colour";

	private final Map<String, Integer> order = new TreeMap<>();

	private final Map<String, String> titles = new TreeMap<>();

	private final Map<String, JsonNode> formats = new TreeMap<>();

	TablePicture(Svg svg, double x, double y, double width, double height, Panel panel) {
		super(svg, x, y, width, height);
		for (JsonNode transformation : panel.json().path("transformations")) {
			JsonNode options = transformation.get("options");
			options.path("indexByName")
				.properties()
				.forEach((each) -> this.order.put(each.getKey(), each.getValue().asInt()));
			options.path("renameByName")
				.properties()
				.forEach((each) -> this.titles.put(each.getKey(), each.getValue().asString()));
		}
		for (JsonNode override : panel.json().get("fieldConfig").get("overrides")) {
			this.formats.put(override.get("matcher").get("options").asString(), override.get("properties"));
		}
	}

	@Override
	void content(Unit unit, List<Series> series) {
		Map<String, Map<String, String>> rows = new LinkedHashMap<>();
		for (Series each : series) {
			String column = each.labels().getOrDefault(QUERY, "Value");
			if (!Double.isNaN(each.last())) {
				String key = column.equals("Value") ? each.labels().toString() : each.labels().get("application") + " "
						+ each.labels().get("environment") + " " + each.labels().get("instance");
				Map<String, String> row = rows.computeIfAbsent(key, (name) -> new TreeMap<>());
				row.putAll(each.labels());
				each.labels().forEach((label, text) -> mapped(label, text, row));
				String title = this.titles.getOrDefault(column, column);
				row.put(column, format(title, each.last()));
				row.put(column + COLOUR, Thresholds.of(properties(title)).colour(each.last()));
			}
		}
		List<String> columns = new ArrayList<>(
				rows.values().stream().flatMap((row) -> row.keySet().stream()).distinct().toList());
		columns.removeIf((column) -> column.equals(QUERY) || column.endsWith(COLOUR)
				|| (this.order.isEmpty() && column.equals("Value"))
				|| "true".equals(property(column, "custom.hidden")));
		columns.removeIf((column) -> !this.order.isEmpty() && !this.order.containsKey(column));
		columns.sort((one, other) -> this.order.getOrDefault(one, 0) - this.order.getOrDefault(other, 0));
		double step = (this.width - 16) / columns.size();
		for (int i = 0; i < columns.size(); i++) {
			double left = this.x + 8 + i * step;
			this.svg.text(left, this.y + 34, this.titles.getOrDefault(columns.get(i), columns.get(i)), "class=\"a\"");
			double line = this.y + 34;
			for (Map<String, String> row : sorted(rows.values())) {
				line += LINE;
				if (line < this.y + this.height - 4) {
					this.svg.text(left, line, row.getOrDefault(columns.get(i), ""), style(columns.get(i), row));
				}
			}
		}
	}

	private static String style(String column, Map<String, String> row) {
		String colour = row.getOrDefault(column + COLOUR, "");
		return colour.isEmpty() ? "" : "fill=\"" + colour + '"';
	}

	/**
	 * Put what the mappings of a column show in place of a text.
	 */
	private void mapped(String column, String text, Map<String, String> row) {
		JsonNode mappings = properties(column).get("mappings");
		JsonNode shown = (mappings != null) ? mappings.get(0).get("options").path(text) : null;
		if (shown != null && shown.has("text")) {
			row.put(column, shown.get("text").asString());
			row.put(column + COLOUR, Thresholds.colour(shown.path("color").asString("")));
			row.put(ORDER, text);
		}
	}

	/**
	 * Return the properties that override those of the panel, as an object.
	 */
	private Map<String, JsonNode> properties(String column) {
		Map<String, JsonNode> properties = new TreeMap<>();
		if (this.formats.containsKey(column)) {
			this.formats.get(column)
				.forEach((property) -> properties.put(property.get("id").asString(), property.get("value")));
		}
		return properties;
	}

	private static List<Map<String, String>> sorted(Collection<Map<String, String>> rows) {
		return rows.stream().sorted(Comparator.comparing((row) -> row.getOrDefault(ORDER, ""))).toList();
	}

	private String format(String column, double value) {
		String unit = property(column, "unit");
		return new Unit(unit.isEmpty() ? "short" : unit).format(value);
	}

	private String property(String column, String id) {
		if (this.formats.containsKey(column)) {
			for (JsonNode property : this.formats.get(column)) {
				if (property.get("id").asString().equals(id)) {
					return property.get("value").asString("");
				}
			}
		}
		return "";
	}

}
