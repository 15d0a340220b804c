package dev.monitor.ops.picture;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * Lines over time, with axes.
 */
final class LinesPicture extends PanelPicture {

	private static final int TICKS = 4;

	private final boolean stacked;

	private final Thresholds thresholds;

	private final Set<String> dashed = new HashSet<>();

	LinesPicture(Svg svg, double x, double y, double width, double height, JsonNode fields) {
		super(svg, x, y, width, height);
		this.stacked = fields.get("defaults").get("custom").has("stacking");
		this.thresholds = Thresholds.drawn(fields.get("defaults"));
		for (JsonNode override : fields.get("overrides")) {
			if (override.get("properties").get(0).get("id").asString().equals("custom.lineStyle")) {
				this.dashed.add("Value #" + override.get("matcher").get("options").asString());
			}
		}
	}

	@Override
	void content(Unit unit, List<Series> series) {
		double legend = legend(series.stream().map(Series::name).toList(), COLOURS);
		double top = this.y + 28;
		double bottom = this.y + this.height - legend - 16;
		List<double[]> lines = this.stacked ? stack(series) : series.stream().map(Series::values).toList();
		double highest = lines.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).max().orElse(1);
		double step = step(highest);
		double limit = Math.max(step, Math.ceil(highest / step - 1e-9) * step);
		double labels = 0;
		for (double tick = 0; tick <= limit * 1.001; tick += step) {
			labels = Math.max(labels, Svg.width(unit.format(tick), 10));
		}
		double left = this.x + labels + 14;
		double right = this.x + this.width - 10;
		for (double tick = 0; tick <= limit * 1.001; tick += step) {
			double at = bottom - tick / limit * (bottom - top);
			this.svg.line(left, at, right, at, "class=\"g\"");
			this.svg.text(left - 5, at + 3.5, unit.format(tick), "class=\"a\" text-anchor=\"end\"");
		}
		double[] times = series.get(0).times();
		double from = series.stream().mapToDouble((each) -> each.times()[0]).min().orElse(0);
		double to = times[times.length - 1];
		times(from, to, left, right, bottom);
		for (Thresholds.Step threshold : this.thresholds.steps()) {
			double at = bottom - threshold.from() / limit * (bottom - top);
			if (threshold.from() >= 0 && at >= top) {
				this.svg.line(left, at, right, at,
						"stroke=\"" + threshold.colour() + "\" stroke-width=\"1.2\" stroke-dasharray=\"6 4\"");
			}
		}
		for (int i = lines.size() - 1; i >= 0; i--) {
			StringBuilder path = new StringBuilder();
			boolean pen = false;
			for (int point = 0; point < lines.get(i).length; point++) {
				double value = lines.get(i)[point];
				if (Double.isFinite(value)) {
					double at = left + (series.get(i).times()[point] - from) / (to - from) * (right - left);
					path.append(pen ? "L" : "M")
						.append(Svg.n(at))
						.append(' ')
						.append(Svg.n(bottom - Math.min(value / limit, 1) * (bottom - top)));
				}
				pen = Double.isFinite(value);
			}
			String colour = COLOURS.get(i % COLOURS.size());
			boolean isDashed = this.dashed.contains(series.get(i).labels().get(TablePicture.QUERY));
			this.svg.path(path.toString(),
					"fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"1.5\" stroke-linejoin=\"round\""
							+ (isDashed ? " stroke-dasharray=\"5 4\"" : ""));
		}
	}

	private static List<double[]> stack(List<Series> series) {
		double[] sum = new double[series.get(0).values().length];
		return series.stream().map((each) -> {
			for (int i = 0; i < Math.min(sum.length, each.values().length); i++) {
				sum[sum.length - 1 - i] += each.values()[each.values().length - 1 - i];
			}
			return Arrays.copyOfRange(sum, Math.max(0, sum.length - each.values().length), sum.length);
		}).toList();
	}

	private static double step(double highest) {
		if (highest <= 0) {
			return 0.25;
		}
		double power = Math.pow(10, Math.floor(Math.log10(highest / TICKS)));
		for (double factor : new double[] { 1, 2, 2.5, 5 }) {
			if (factor * power * TICKS >= highest) {
				return factor * power;
			}
		}
		return 10 * power;
	}

}
