package dev.monitor.ops;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.monitor.prometheus.ScraperProcess;
import tools.jackson.databind.JsonNode;

/**
 * Evaluates the shipped rules once a minute over the time of all outages, as Prometheus
 * would have done. What a rule reads of another one at the same moment is put into its
 * expression, so two rounds are enough: recorded series, then all that looks back on
 * them.
 */
final class RuleEvaluation {

	private static final int MINUTE = 60;

	private static final int LONGEST = 360;

	private final long end;

	private final Map<String, Expression> recordings;

	RuleEvaluation(long end) throws IOException {
		this.end = end;
		this.recordings = Alert.recordedSeries();
	}

	/**
	 * Return the samples of the recorded series that are made of nothing recorded.
	 */
	String recordings(ScraperProcess prometheus) {
		StringBuilder text = new StringBuilder();
		this.recordings.forEach((series, expression) -> {
			if (!looksBack(expression)) {
				query(prometheus, expression.text(), LONGEST).forEach((found) -> text.append(lines(series, found)));
			}
		});
		return text.toString();
	}

	/**
	 * Return the samples of the other recorded series, and {@code ALERTS} of this moment.
	 */
	String alerts(ScraperProcess prometheus) throws IOException {
		StringBuilder text = new StringBuilder();
		this.recordings.forEach((series, expression) -> {
			if (looksBack(expression)) {
				query(prometheus, within(expression), 0).forEach((found) -> text.append(lines(series, found)));
			}
		});
		for (Alert alert : Alert.readAll()) {
			for (JsonNode found : query(prometheus, within(alert.expression()), LONGEST)) {
				int minutes = holds(found);
				if (minutes >= 0 && minutes >= alert.minutes()) {
					String labels = labels(found,
							"alertname=\"" + alert.name() + "\",severity=\"" + alert.severity() + '"');
					text.append("ALERTS{" + labels + ",alertstate=\"firing\"} 1 " + this.end + '\n');
					text.append("ALERTS_FOR_STATE{" + labels + "} " + (this.end - (long) minutes * MINUTE) + ' '
							+ this.end + '\n');
				}
			}
		}
		return text.toString();
	}

	private boolean looksBack(Expression expression) {
		return expression.text().contains("monitor:");
	}

	/**
	 * Put the expressions of recorded series that look back into the one that reads them
	 * now.
	 */
	private String within(Expression expression) {
		String text = expression.text();
		for (Map.Entry<String, Expression> each : this.recordings.entrySet()) {
			if (looksBack(each.getValue()) && text.contains(each.getKey())) {
				text = text.replace(each.getKey(), '(' + within(each.getValue()) + ')');
			}
		}
		return text;
	}

	/**
	 * Return for how many minutes a condition has held without a break, -1 if it does not
	 * hold.
	 */
	private int holds(JsonNode series) {
		int minutes = -1;
		List<Long> times = series.get("values").values().stream().map((value) -> value.get(0).asLong()).toList();
		while (times.contains(this.end - (minutes + 1L) * MINUTE)) {
			minutes++;
		}
		return minutes;
	}

	private List<JsonNode> query(ScraperProcess prometheus, String expression, int minutes) {
		return prometheus
			.get("/api/v1/query_range?start=" + (this.end - (long) minutes * MINUTE) + "&end=" + this.end + "&step="
					+ MINUTE + "&query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
			.get("data")
			.get("result")
			.values()
			.stream()
			.toList();
	}

	private static String lines(String series, JsonNode found) {
		int brace = series.indexOf('{');
		String name = (brace > 0) ? series.substring(0, brace) : series;
		String labels = labels(found, (brace > 0) ? series.substring(brace + 1, series.length() - 1) : "");
		StringBuilder lines = new StringBuilder();
		for (JsonNode value : found.get("values")) {
			lines.append(name + '{' + labels + "} " + value.get(1).asString() + ' ' + value.get(0).asLong() + '\n');
		}
		return lines.toString();
	}

	/**
	 * Return the labels without the name, and more.
	 */
	private static String labels(JsonNode series, String more) {
		List<String> labels = new ArrayList<>();
		series.get("metric").properties().forEach((label) -> {
			if (!label.getKey().equals("__name__")) {
				labels.add(label.getKey() + "=\"" + label.getValue().asString() + '"');
			}
		});
		if (!more.isEmpty()) {
			labels.add(more);
		}
		return String.join(",", labels);
	}

}
