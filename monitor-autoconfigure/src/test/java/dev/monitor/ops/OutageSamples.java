package dev.monitor.ops;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.ops.Outage.Minute;

/**
 * What would have been scraped of every {@link Outage}, once a minute, in the text form
 * of OpenMetrics.
 */
final class OutageSamples {

	static final int WEEK = 7 * 24 * 60;

	private static final int DAY = 24 * 60;

	private static final int HISTORY = 13 * DAY;

	private static final double LIMIT = 20;

	private static final double[] BUCKETS = { 0.01, 0.05, 0.1, 1, 5, 15, Double.POSITIVE_INFINITY };

	private final StringBuilder text = new StringBuilder();

	private final Map<String, Double> counters = new LinkedHashMap<>();

	private final long end;

	private OutageSamples(long end) {
		this.end = end;
	}

	/**
	 * Return what was scraped during the outages and right before.
	 * @param end now, in seconds since 1970
	 */
	static String recent(long end) {
		OutageSamples samples = new OutageSamples(end);
		for (Outage outage : Outage.values()) {
			for (int instance = 0; instance < outage.instances(); instance++) {
				samples.counters.clear();
				for (int ago = outage.minutes(); ago >= 0; ago--) {
					Minute minute = outage.at(instance, ago);
					if (minute != null) {
						samples.minute(outage, instance, ago, minute);
					}
				}
			}
		}
		return samples.text.toString();
	}

	/**
	 * Return what is known of the time before: the requests a week ago, the times of
	 * requests a day ago, and what the rules recorded.
	 * @param end now, in seconds since 1970
	 */
	static String history(long end) {
		OutageSamples samples = new OutageSamples(end);
		for (Outage outage : Outage.values()) {
			samples.counters.clear();
			String instance = labels(outage, 0);
			double requests = Outage.RATE * Math.min(4, outage.instances());
			if (outage == Outage.ONE_OF_THIRTY) {
				requests = Outage.RATE * outage.instances();
			}
			for (int ago = WEEK + outage.minutes() + 5; ago >= WEEK; ago--) {
				samples.count(instance, "SUCCESS", "200", ago, requests, 0);
			}
			samples.counters.clear();
			for (int ago = DAY + 10; ago >= DAY; ago--) {
				samples.buckets(instance, "200", ago, requests, 0.02);
			}
			for (int ago = HISTORY; ago > outage.minutes(); ago--) {
				samples.recorded(outage, ago, requests / 60);
			}
		}
		return samples.text.toString();
	}

	/**
	 * One sample an hour stands for sixty, but where the rules look for means: sums are
	 * the same.
	 */
	private void recorded(Outage outage, int ago, double perSecond) {
		boolean fine = (ago >= WEEK - 60 && ago <= WEEK) || (ago >= DAY - 60 && ago <= DAY);
		if (fine || ago % 60 == 30) {
			double weight = fine ? 1 : 60;
			String labels = "{cluster=\"" + outage.cluster()
					+ "\",application=\"orders\",environment=\"production\",job=\"orders\",slo=\"availability\"}";
			add("monitor:slo_requests:rate5m" + labels, perSecond * weight, ago);
			add("monitor:slo_bad:rate5m" + labels, perSecond * weight * 0.0002, ago);
		}
	}

	private void minute(Outage outage, int number, int ago, Minute minute) {
		String target = "cluster=\"" + outage.cluster() + "\",job=\"orders\",instance=\"orders-" + (number + 1) + '"';
		add("up{" + target + '}', minute.answers() ? 1 : 0, ago);
		if (!minute.answers()) {
			return;
		}
		String instance = labels(outage, number);
		add("monitor_build_info{version=\"1.4.2\"," + instance + '}', 1, ago);
		add("monitor_gate_open{gate=\"shutdown\"," + instance + '}', minute.stopping() ? 0 : 1, ago);
		add("monitor_gate_open{gate=\"dependencies\"," + instance + '}', 1, ago);
		add("monitor_slo_objective{kind=\"availability\"," + instance + '}', 0.999, ago);
		add("process_start_time_seconds{" + instance + '}', (double) (this.end - WEEK * 60L), ago);
		add("monitor_concurrency_limit{" + instance + '}', LIMIT, ago);
		counter("monitor_concurrency_used_seconds_total{" + instance + '}',
				(minute.served() + minute.failed()) * minute.seconds(), ago);
		counter("monitor_concurrency_rejected_total{mode=\"enforce\",reason=\"queue_full\",status=\"429\"," + instance
				+ '}', minute.rejected(), ago);
		count(instance, "SUCCESS", "200", ago, minute.served(), minute.seconds());
		count(instance, "SERVER_ERROR", (outage == Outage.ONE_OF_THIRTY) ? "500" : "503", ago, minute.failed(),
				minute.seconds());
		count(instance, "CLIENT_ERROR", "429", ago, minute.rejected(), 0);
		buckets(instance, "200", ago, minute.served(), minute.seconds());
	}

	private void count(String instance, String outcome, String status, int ago, double requests, double seconds) {
		String labels = "{outcome=\"" + outcome + "\",status=\"" + status + "\",uri=\"/orders\"," + instance + '}';
		counter("http_server_requests_seconds_count" + labels, requests, ago);
		counter("http_server_requests_seconds_sum" + labels, requests * seconds, ago);
	}

	private void buckets(String instance, String status, int ago, double requests, double seconds) {
		for (double bucket : BUCKETS) {
			String le = Double.isInfinite(bucket) ? "+Inf" : String.valueOf(bucket);
			counter("http_server_requests_seconds_bucket{outcome=\"SUCCESS\",status=\"" + status
					+ "\",uri=\"/orders\",le=\"" + le + "\"," + instance + '}', (seconds <= bucket) ? requests : 0,
					ago);
		}
	}

	private void counter(String series, double more, int ago) {
		add(series, this.counters.merge(series, more, Double::sum), ago);
	}

	private void add(String series, double value, int ago) {
		this.text.append(series).append(' ').append(value).append(' ').append(this.end - ago * 60L).append('\n');
	}

	private static String labels(Outage outage, int number) {
		return "cluster=\"" + outage.cluster()
				+ "\",application=\"orders\",environment=\"production\",job=\"orders\",instance=\"orders-"
				+ (number + 1) + '"';
	}

}
