package dev.monitor.ops.picture;

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
			List<Series> series = panel.targets()
				.stream()
				.flatMap((target) -> results.apply(target).stream())
				.limit(LONGEST_LEGEND)
				.toList();
			Place place = panel.place();
			picture(panel, place.x() * UNIT_X + GAP / 2.0, (place.y() - first) * UNIT_Y + GAP / 2.0,
					place.width() * UNIT_X - GAP, place.height() * UNIT_Y - GAP)
				.draw(panel.title(), new Unit(panel.unit()), series);
			bottom = Math.max(bottom, place.y() - first + place.height());
		}
		return this.svg.document(24 * UNIT_X, bottom * UNIT_Y, "Dashboard, row " + this.row.title());
	}

	private PanelPicture picture(Panel panel, double x, double y, double width, double height) {
		JsonNode defaults = panel.json().get("fieldConfig").get("defaults");
		return switch (panel.type()) {
			case "timeseries" ->
				new LinesPicture(this.svg, x, y, width, height, defaults.get("custom").has("stacking"));
			case "state-timeline" -> {
				JsonNode states = defaults.get("mappings").get(0).get("options");
				yield new BandsPicture(this.svg, x, y, width, height,
						List.of(states.get("0").get("text").asString(), states.get("1").get("text").asString()));
			}
			case "stat", "table" -> new ValuesPicture(this.svg, x, y, width, height, panel.type().equals("table"));
			default -> throw new IllegalStateException(panel.type());
		};
	}

}
