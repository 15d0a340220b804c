package dev.monitor.ops.picture;

import java.util.List;

/**
 * The last value of each series, large; or just their names, as a table.
 */
final class ValuesPicture extends PanelPicture {

	private final boolean table;

	ValuesPicture(Svg svg, double x, double y, double width, double height, boolean table) {
		super(svg, x, y, width, height);
		this.table = table;
	}

	@Override
	void content(Unit unit, List<Series> series) {
		if (this.table) {
			double line = this.y + 38;
			for (Series each : series) {
				for (String label : each.name().split("; ", -1)) {
					this.svg.text(this.x + 12, line, label, "");
					line += 16;
				}
			}
			return;
		}
		for (int i = 0; i < series.size(); i++) {
			double middle = this.x + this.width * (i + 0.5) / series.size();
			this.svg.text(middle, this.y + this.height * 0.68, unit.format(series.get(i).last()),
					"font-size=\"24\" fill=\"#37872d\" text-anchor=\"middle\"");
			if (series.size() > 1) {
				this.svg.text(middle, this.y + this.height - 8, series.get(i).name(),
						"class=\"a\" text-anchor=\"middle\"");
			}
		}
	}

}
