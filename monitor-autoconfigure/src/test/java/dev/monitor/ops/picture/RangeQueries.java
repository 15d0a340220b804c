package dev.monitor.ops.picture;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.monitor.ops.Dashboard.Target;
import dev.monitor.ops.Expression;
import dev.monitor.prometheus.ScraperProcess;
import tools.jackson.databind.JsonNode;

/**
 * Asks for a time range what Grafana would ask.
 *
 * @param scraper whom to ask
 * @param variables what the variables of the dashboard are
 * @param from start of the range, in seconds since 1970
 * @param to end of the range
 * @param step time between two points, in seconds
 * @param rateInterval what rates look back
 */
record RangeQueries(ScraperProcess scraper, Map<String, String> variables, long from, long to, long step,
		String rateInterval) {

	List<Series> run(Target target) {
		String range = (this.to - this.from) + "s";
		Expression query = new Expression("", target.expression()).with(range, this.rateInterval, this.variables);
		JsonNode result = this.scraper
			.get("/api/v1/query_range?start=" + this.from + "&end=" + this.to + "&step=" + this.step + "&query="
					+ URLEncoder.encode(query.text(), StandardCharsets.UTF_8))
			.get("data")
			.get("result");
		List<Series> lines = new ArrayList<>();
		for (JsonNode series : result) {
			lines.add(line(target.legend(), series));
		}
		lines.sort(Comparator.comparing(Series::name));
		return lines;
	}

	private Series line(String legend, JsonNode series) {
		Map<String, String> labels = new TreeMap<>();
		series.get("metric").properties().forEach((label) -> labels.put(label.getKey(), label.getValue().asString()));
		int count = (int) ((this.to - this.from) / this.step) + 1;
		double[] times = new double[count];
		double[] values = new double[count];
		for (int i = 0; i < count; i++) {
			times[i] = this.from + i * this.step;
			values[i] = Double.NaN;
		}
		for (JsonNode point : series.get("values")) {
			values[(int) ((point.get(0).asDouble() - this.from) / this.step)] = Double
				.parseDouble(point.get(1).asString().replace("Inf", "Infinity"));
		}
		return new Series(name(legend, labels), labels, times, values);
	}

	private static String name(String legend, Map<String, String> labels) {
		String name = legend;
		for (Map.Entry<String, String> label : labels.entrySet()) {
			name = name.replace("{{" + label.getKey() + "}}", label.getValue());
		}
		return name.replaceAll("\\{\\{\\w+}} ?", "").strip();
	}

}
