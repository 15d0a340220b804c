package dev.monitor.ops.picture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * The last value of each series, large, in the colour of its threshold.
 */
final class ValuesPicture extends PanelPicture {

	private final Thresholds thresholds;

	/**
	 * By the query that they are for.
	 */
	private final Map<String, Thresholds> overrides = new TreeMap<>();

	ValuesPicture(Svg svg, double x, double y, double width, double height, JsonNode fields) {
		super(svg, x, y, width, height);
		this.thresholds = Thresholds.of(fields.get("defaults"));
		for (JsonNode override : fields.get("overrides")) {
			JsonNode property = override.get("properties").get(0);
			this.overrides.put("Value #" + override.get("matcher").get("options").asString(),
					Thresholds.of(Map.of(property.get("id").asString(), property.get("value"))));
		}
	}

	@Override
	void content(Unit unit, List<Series> series) {
		for (int i = 0; i < series.size(); i++) {
			String query = series.get(i).labels().getOrDefault(TablePicture.QUERY, "");
			String colour = this.overrides.getOrDefault(query, this.thresholds).colour(series.get(i).last());
			double middle = this.x + this.width * (i + 0.5) / series.size();
			this.svg.text(middle, this.y + this.height * 0.68, unit.format(series.get(i).last()), "font-size=\""
					+ ((series.size() > 1) ? 18 : 24) + "\" fill=\"" + colour + "\" text-anchor=\"middle\"");
			if (series.size() > 1) {
				this.svg.text(middle, this.y + this.height - 8, series.get(i).name(),
						"class=\"a\" text-anchor=\"middle\"");
			}
		}
	}

}
