package dev.monitor.ops.picture;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.monitor.ops.Dashboard.Target;
import dev.monitor.ops.Expression;
import dev.monitor.prometheus.ScraperProcess;
import tools.jackson.databind.JsonNode;

/**
 * Asks for a time range what Grafana would ask.
 *
 * @param scraper whom to ask
 * @param jobs all that run Monitor
 * @param from start of the range, in seconds since 1970
 * @param to end of the range
 * @param step time between two points, in seconds
 */
record RangeQueries(ScraperProcess scraper, List<String> jobs, long from, long to, long step) {

	List<Series> run(Target target) {
		String range = (this.to - this.from) + "s";
		Expression query = new Expression("", target.expression()).forAllInstances(range, "15s", this.jobs);
		JsonNode result = this.scraper
			.get("/api/v1/query_range?start=" + this.from + "&end=" + this.to + "&step=" + this.step + "&query="
					+ URLEncoder.encode(query.text(), StandardCharsets.UTF_8))
			.get("data")
			.get("result");
		List<Series> lines = new ArrayList<>();
		for (JsonNode series : result) {
			lines.add(line(name(target.legend(), series.get("metric")), series.get("values")));
		}
		lines.sort(Comparator.comparing(Series::name));
		return lines;
	}

	private Series line(String name, JsonNode points) {
		int count = (int) ((this.to - this.from) / this.step) + 1;
		double[] times = new double[count];
		double[] values = new double[count];
		for (int i = 0; i < count; i++) {
			times[i] = this.from + i * this.step;
			values[i] = Double.NaN;
		}
		for (JsonNode point : points) {
			values[(int) ((point.get(0).asDouble() - this.from) / this.step)] = Double
				.parseDouble(point.get(1).asString().replace("Inf", "Infinity"));
		}
		return new Series(name, times, values);
	}

	private static String name(String legend, JsonNode labels) {
		if (legend.isEmpty()) {
			return labels.properties()
				.stream()
				.map((label) -> label.getKey() + ": " + label.getValue().asString())
				.collect(Collectors.joining("; "));
		}
		String name = legend;
		for (var label : labels.properties()) {
			name = name.replace("{{" + label.getKey() + "}}", label.getValue().asString());
		}
		return name;
	}

}
