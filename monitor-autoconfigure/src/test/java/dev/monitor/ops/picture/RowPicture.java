package dev.monitor.ops.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.monitor.ops.Dashboard.Panel;
import dev.monitor.ops.Dashboard.Place;
import dev.monitor.ops.Dashboard.Row;
import dev.monitor.ops.Dashboard.Target;
import tools.jackson.databind.JsonNode;

/**
 * A row of the dashboard as an image.
 */
final class RowPicture {

	private static final int UNIT_X = 40;

	private static final int UNIT_Y = 25;

	private static final int GAP = 8;

	private static final int LONGEST_LEGEND = 9;

	private final Svg svg = new Svg();

	private final Row row;

	RowPicture(Row row) {
		this.row = row;
	}

	String draw(Function<Target, List<Series>> results) {
		int first = this.row.panels().get(0).place().y();
		int bottom = 0;
		for (Panel panel : this.row.panels()) {
			boolean table = panel.type().equals("table");
			List<Series> series = new ArrayList<>();
			for (int i = 0; i < panel.targets().size(); i++) {
				String query = (panel.targets().size() > 1) ? "Value #" + (char) ('A' + i) : "Value";
				for (Series each : results.apply(panel.targets().get(i))) {
					each.labels().put(TablePicture.QUERY, query);
					boolean isNow = !panel.type().matches("stat|table") || !Double.isNaN(each.last());
					if (isNow && (table || series.size() < LONGEST_LEGEND)) {
						series.add(each);
					}
				}
			}
			Place place = panel.place();
			picture(panel, place.x() * UNIT_X + GAP / 2.0, (place.y() - first) * UNIT_Y + GAP / 2.0,
					place.width() * UNIT_X - GAP, place.height() * UNIT_Y - GAP)
				.draw(panel.title(), field(panel).path("noValue").asString(""), new Unit(panel.unit()), series);
			bottom = Math.max(bottom, place.y() - first + place.height());
		}
		return this.svg.document(24 * UNIT_X, bottom * UNIT_Y,
				this.row.title().isEmpty() ? "Dashboard" : "Dashboard, row " + this.row.title());
	}

	private PanelPicture picture(Panel panel, double x, double y, double width, double height) {
		JsonNode field = field(panel);
		return switch (panel.type()) {
			case "timeseries" -> new LinesPicture(this.svg, x, y, width, height, panel.json().get("fieldConfig"));
			case "state-timeline" -> {
				JsonNode states = field.get("mappings").get(0).get("options");
				yield new BandsPicture(this.svg, x, y, width, height,
						List.of(states.get("0").get("text").asString(), states.path("1").path("text").asString("")));
			}
			case "stat" -> new ValuesPicture(this.svg, x, y, width, height, panel.json().get("fieldConfig"));
			case "table" -> new TablePicture(this.svg, x, y, width, height, panel);
			default -> throw new IllegalStateException(panel.type());
		};
	}

	private static JsonNode field(Panel panel) {
		return panel.json().get("fieldConfig").get("defaults");
	}

}
