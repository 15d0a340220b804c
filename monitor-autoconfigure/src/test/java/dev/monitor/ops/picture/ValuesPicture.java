package dev.monitor.ops.picture;

import java.util.List;

/**
 * The last value of each series, large, in the colour of its threshold.
 */
final class ValuesPicture extends PanelPicture {

	private final Thresholds thresholds;

	ValuesPicture(Svg svg, double x, double y, double width, double height, Thresholds thresholds) {
		super(svg, x, y, width, height);
		this.thresholds = thresholds;
	}

	@Override
	void content(Unit unit, List<Series> series) {
		for (int i = 0; i < series.size(); i++) {
			String colour = this.thresholds.colour(series.get(i).last());
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
