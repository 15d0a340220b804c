package dev.monitor.ops.picture;

import java.util.List;

/**
 * Good and bad states over time, a band for each series.
 */
final class BandsPicture extends PanelPicture {

	private static final String GOOD = "#73bf69";

	private static final String BAD = "#e02f44";

	private final String good;

	private final String bad;

	BandsPicture(Svg svg, double x, double y, double width, double height, List<String> states) {
		super(svg, x, y, width, height);
		this.bad = states.get(0);
		this.good = states.get(1);
	}

	@Override
	void content(Unit unit, List<Series> series) {
		double legend = this.good.isEmpty() ? legend(List.of(this.bad), List.of(BAD))
				: legend(List.of(this.good, this.bad), List.of(GOOD, BAD));
		double top = this.y + 28;
		double bottom = this.y + this.height - legend - 16;
		double labels = series.stream().mapToDouble((each) -> Svg.width(each.name(), 10)).max().orElse(0);
		double left = this.x + labels + 14;
		double right = this.x + this.width - 10;
		double band = (bottom - top) / series.size();
		double from = series.stream().mapToDouble((each) -> each.times()[0]).min().orElse(0);
		double to = series.get(0).times()[series.get(0).times().length - 1];
		for (int i = 0; i < series.size(); i++) {
			this.svg.text(left - 5, top + band * (i + 0.5) + 3.5, series.get(i).name(),
					"class=\"a\" text-anchor=\"end\"");
			band(series.get(i), left, top + band * i + band * 0.1, (right - left) / (to - from), band * 0.8, from);
		}
		times(from, to, left, right, bottom);
	}

	private void band(Series series, double left, double top, double scale, double height, double from) {
		int start = 0;
		for (int i = 1; i <= series.values().length; i++) {
			if (i == series.values().length || series.values()[i] != series.values()[start]) {
				double begin = left + (series.times()[start] - from) * scale;
				double end = left + (series.times()[Math.min(i, series.values().length - 1)] - from) * scale;
				if (!Double.isNaN(series.values()[start])) {
					this.svg.rect(begin, top, end - begin, height,
							"fill=\"" + ((series.values()[start] >= 1) ? GOOD : BAD) + "\"");
				}
				start = i;
			}
		}
	}

}
