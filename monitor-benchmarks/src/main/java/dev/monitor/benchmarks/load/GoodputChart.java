package dev.monitor.benchmarks.load;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Picture of goodput against offered load.
 */
final class GoodputChart {

	private GoodputChart() {
	}

	static void write(Results results, double capacity, Path file) throws IOException {
		XYChart chart = new XYChartBuilder().width(960)
			.height(560)
			.title("Answers within 1 s, as offered load grows")
			.xAxisTitle("offered load, multiples of capacity")
			.yAxisTitle("goodput, % of capacity")
			.build();
		style(chart);
		results.medians().forEach((variant, steps) -> {
			double[] loads = steps.keySet().stream().mapToDouble(Double::doubleValue).toArray();
			double[] goodput = steps.values().stream().mapToDouble((step) -> 100 * step.goodput() / capacity).toArray();
			XYSeries series = chart.addSeries(variant.label().replace("`", ""), loads, goodput);
			Line line = Line.of(variant);
			series.setLineColor(line.color());
			series.setMarkerColor(line.color());
			series.setMarker(line.marker());
			series.setLineStyle(line.stroke());
		});
		VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
	}

	private static void style(XYChart chart) {
		XYStyler styler = chart.getStyler();
		styler.setXAxisLogarithmic(true);
		styler.setYAxisMin(0.0);
		styler.setYAxisMax(110.0);
		styler.setPlotGridLinesColor(new Color(0xDDDDDD));
		styler.setPlotBorderVisible(false);
		styler.setChartBackgroundColor(Color.WHITE);
		styler.setLegendPosition(LegendPosition.OutsideE);
		styler.setLegendBorderColor(Color.WHITE);
		styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
	}

	/**
	 * How a line is drawn: Monitor's are solid, the peers' dashed; the colours are those
	 * of Okabe and Ito, which can be told apart by the colour-blind.
	 */
	private record Line(Color color, Marker marker, BasicStroke stroke) {

		private static final BasicStroke SOLID = new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

		private static final BasicStroke DASHED = new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10,
				new float[] { 6, 4 }, 0);

		private static final Map<Variant, Line> LINES = Map.ofEntries(
				Map.entry(Variant.NONE, new Line(new Color(0x000000), SeriesMarkers.CROSS, DASHED)),
				Map.entry(Variant.SEMAPHORE, new Line(new Color(0xE69F00), SeriesMarkers.SQUARE, DASHED)),
				Map.entry(Variant.RESILIENCE4J, new Line(new Color(0xD55E00), SeriesMarkers.DIAMOND, DASHED)),
				Map.entry(Variant.NETFLIX, new Line(new Color(0xCC79A7), SeriesMarkers.TRIANGLE_UP, DASHED)),
				Map.entry(Variant.QOS_HANDLER, new Line(new Color(0x777777), SeriesMarkers.TRIANGLE_DOWN, DASHED)));

		static Line of(Variant variant) {
			return LINES.getOrDefault(variant, new Line(new Color(0x0072B2), SeriesMarkers.CIRCLE, SOLID));
		}

	}

}
