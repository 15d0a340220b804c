package dev.monitor.ops.picture;

import java.util.List;

/**
 * A panel with its title, drawn into a part of the image.
 */
abstract class PanelPicture {

	static final List<String> COLOURS = List.of("#3274d9", "#e0752d", "#56a64b", "#a352cc", "#c4162a", "#1f9e9e",
			"#8a6d00", "#d44a90", "#5b6770", "#705da0");

	private static final double LEGEND_LINE = 13;

	private static final double HOUR = 3600;

	private static final double DAY = 24 * HOUR;

	/**
	 * Distances of the times below a panel, in seconds, beyond a minute.
	 */
	private static final double[] STEPS = { HOUR / 2, HOUR, DAY };

	private static final double MOST_TIMES = 6;

	final Svg svg;

	final double x;

	final double y;

	final double width;

	final double height;

	PanelPicture(Svg svg, double x, double y, double width, double height) {
		this.svg = svg;
		this.x = x;
		this.y = y;
		this.width = width;
		this.height = height;
	}

	final void draw(String title, String noValue, Unit unit, List<Series> series) {
		this.svg.rect(this.x, this.y, this.width, this.height, "rx=\"3\" fill=\"#fff\" stroke=\"#d8d9da\"");
		this.svg.text(this.x + 8, this.y + 17, title, "class=\"t\"");
		if (series.isEmpty()) {
			this.svg.text(this.x + this.width / 2, this.y + this.height / 2, noValue,
					"class=\"a\" text-anchor=\"middle\"");
		}
		else {
			content(unit, series);
		}
	}

	abstract void content(Unit unit, List<Series> series);

	/**
	 * Draw a legend at the bottom.
	 * @return the height it takes
	 */
	final double legend(List<String> names, List<String> colours) {
		double left = this.x + 10;
		int line = 0;
		int[] lines = new int[names.size()];
		double[] places = new double[names.size()];
		for (int i = 0; i < names.size(); i++) {
			double needed = 16 + Svg.width(names.get(i), 10) + 8;
			if (left + needed > this.x + this.width - 4 && left > this.x + 10) {
				left = this.x + 10;
				line++;
			}
			lines[i] = line;
			places[i] = left;
			left += needed;
		}
		double top = this.y + this.height - (line + 1) * LEGEND_LINE - 3;
		for (int i = 0; i < names.size(); i++) {
			double middle = top + lines[i] * LEGEND_LINE + 7;
			this.svg.rect(places[i], middle - 2, 10, 4, "fill=\"" + colours.get(i % colours.size()) + "\"");
			this.svg.text(places[i] + 14, middle + 4, names.get(i), "class=\"a\"");
		}
		return (line + 1) * LEGEND_LINE + 4;
	}

	/**
	 * Draw the times below a part of the panel.
	 */
	final void times(double from, double to, double left, double right, double bottom) {
		double span = to - from;
		double step = 60;
		for (double longer : STEPS) {
			step = (span / step > MOST_TIMES) ? longer : step;
		}
		for (double ago = 0; ago <= span; ago += step) {
			double at = right - ago / span * (right - left);
			String label = (ago == 0) ? "now" : '-' + ago(ago);
			this.svg.line(at, bottom, at, bottom + 3, "class=\"g\"");
			this.svg.text(at, bottom + 12, label,
					"class=\"a\" text-anchor=\"" + ((ago == 0) ? "end" : "middle") + "\"");
		}
	}

	private static String ago(double seconds) {
		if (seconds >= DAY) {
			return Math.round(seconds / DAY) + " d";
		}
		return (seconds % HOUR == 0) ? Math.round(seconds / HOUR) + " h" : Math.round(seconds / 60) + " min";
	}

}
