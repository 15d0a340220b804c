package dev.monitor.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Three days of two instances, sampled once a minute, and what is true of them. Instance
 * {@code a} restarts after 40 hours, with its counters at 0, and is down for two of the
 * last hours. Instance {@code b} comes into being six hours before the end. Beside them
 * is a target that does not run Monitor, and is down all the time.
 */
public final class ThreeDays {

	static final int MINUTES = 72 * 60;

	static final int RESTARTS = 2;

	/**
	 * For how long the condition of an alert has held at the end.
	 */
	static final int ALERT_SECONDS = 3600;

	static final double OBJECTIVE = 0.999;

	private static final int RESTART = 40 * 60;

	private static final int DOWN_FROM = 55 * 60;

	private static final int DOWN_TO = 57 * 60;

	private static final int BIRTH_OF_B = 66 * 60;

	/**
	 * What each counter gains in a minute.
	 */
	private static final Map<String, Double> COUNTERS = new TreeMap<>(Map.of(
			"http_server_requests_seconds_count{outcome=\"SUCCESS\",", 117.0,
			"http_server_requests_seconds_count{outcome=\"SERVER_ERROR\",", 3.0,
			"http_server_requests_seconds_sum{outcome=\"SUCCESS\",", 12.0,
			"monitor_concurrency_rejected_total{mode=\"enforce\",reason=\"queue_full\",", 2.0,
			"http_client_requests_seconds_count{client_name=\"stock\",", 60.0,
			"monitor_db_query_seconds_sum{pool=\"main\",", 6.0, "monitor_concurrency_used_seconds_total{", 60.0));

	private final List<String> samples = new ArrayList<>();

	/**
	 * Write the samples down.
	 * @param end when the last minute ends, in seconds since 1970
	 */
	public ThreeDays(long end) {
		for (String name : COUNTERS.keySet()) {
			write("a", name, COUNTERS.get(name), end);
			write("b", name, COUNTERS.get(name), end);
		}
		for (int minute = 1; minute <= MINUTES; minute++) {
			gauges("a", minute, end);
			gauges("b", minute, end);
			add("up{job=\"node\",instance=\"node\"}", 0, minute, end);
			recorded(minute, end);
		}
		String alert = "{alertname=\"MonitorHeapFull\",severity=\"warning\",application=\"orders\"";
		add("ALERTS" + alert + ",alertstate=\"firing\"}", 1, MINUTES, end);
		add("ALERTS_FOR_STATE" + alert + "}", (double) (end - ALERT_SECONDS), MINUTES, end);
		// vmalert writes no state for alerts that wait for nothing
		add("ALERTS{alertname=\"MonitorJobLost\",severity=\"warning\",application=\"orders\",alertstate=\"firing\"}", 1,
				MINUTES, end);
	}

	/**
	 * Return the samples.
	 * @param unitsPerSecond in what the times are
	 */
	public String text(int unitsPerSecond) {
		StringBuilder text = new StringBuilder();
		String zeros = "0".repeat(String.valueOf(unitsPerSecond).length() - 1);
		this.samples.forEach((sample) -> text.append(sample).append(zeros).append('\n'));
		return text.toString();
	}

	/**
	 * Return the minutes in which an instance served, summed over instances.
	 * @param hours of the last so many hours
	 */
	int minutesServed(int hours) {
		int minutes = 0;
		for (int minute = MINUTES - hours * 60 + 1; minute <= MINUTES; minute++) {
			minutes += (isUp("a", minute) ? 1 : 0) + (isUp("b", minute) ? 1 : 0);
		}
		return minutes;
	}

	double uptime(int hours) {
		int scrapes = hours * 60 + MINUTES - BIRTH_OF_B;
		return (double) minutesServed(hours) / scrapes;
	}

	private void write(String instance, String name, double perMinute, long end) {
		double value = 0;
		for (int minute = 1; minute <= MINUTES; minute++) {
			if (!isUp(instance, minute)) {
				continue;
			}
			boolean starts = !isUp(instance, minute - 1) || minute == RESTART;
			value = starts ? 0 : value + perMinute;
			add(name, instance, value, minute, end);
		}
	}

	private void gauges(String instance, int minute, long end) {
		if (isUp(instance, minute)) {
			add("process_memory_bytes{kind=\"rss\",", instance, instance.equals("a") ? 6e8 : 5e8, minute, end);
			add("monitor_build_info{version=\"1.0\",", instance, 1, minute, end);
			add("monitor_slo_objective{kind=\"availability\",", instance, OBJECTIVE, minute, end);
			add("monitor_concurrency_limit{", instance, 10, minute, end);
			add("process_start_time_seconds{", instance, start(instance, minute), minute, end);
			add("process_cpu_usage{", instance, instance.equals("a") ? 0.5 : 0.1, minute, end);
		}
		if (instance.equals("a") || minute > BIRTH_OF_B) {
			add("up{", instance, isUp(instance, minute) ? 1 : 0, minute, end);
		}
	}

	/**
	 * What the rules record of requests and of those that are bad: server errors and
	 * rejections.
	 */
	private void recorded(int minute, long end) {
		int instances = (isUp("a", minute) ? 1 : 0) + (isUp("b", minute) ? 1 : 0);
		if (instances > 0) {
			String labels = "{application=\"orders\",job=\"app\",slo=\"availability\"}";
			add("monitor:slo_requests:rate5m" + labels, 2 * instances, minute, end);
			add("monitor:slo_bad:rate5m" + labels, 5 / 60.0 * instances, minute, end);
			add("monitor:slo_budget:ratio" + labels, 1 - OBJECTIVE, minute, end);
		}
	}

	private void add(String series, String instance, double value, int minute, long end) {
		add(series + (series.startsWith("up{") ? "" : "application=\"orders\",") + "job=\"app\",instance=\"" + instance
				+ "\"}", value, minute, end);
	}

	private void add(String series, double value, int minute, long end) {
		long time = end - (MINUTES - minute) * 60L;
		this.samples.add(series + " " + value + " " + time);
	}

	private static int start(String instance, int minute) {
		if (instance.equals("b")) {
			return BIRTH_OF_B;
		}
		return (minute >= DOWN_TO) ? DOWN_TO : (minute >= RESTART) ? RESTART : 0;
	}

	private static boolean isUp(String instance, int minute) {
		return instance.equals("a") ? minute > 0 && (minute < DOWN_FROM || minute >= DOWN_TO) : minute > BIRTH_OF_B;
	}

}
