package dev.monitor.logging.reader;

import java.util.List;

import dev.monitor.metricline.MetricLimits;
import dev.monitor.metricline.MetricLog;
import dev.monitor.metricline.MetricSource;
import dev.monitor.metricline.MetricStyle;
import dev.monitor.metricline.MetricType;

/**
 * Some numbers as metric lines of both styles.
 */
final class MetricNumbers {

	private MetricNumbers() {
	}

	static void log() {
		for (MetricStyle style : MetricStyle.values()) {
			new MetricLog(new MetricSource("web.1", "host-7"), style, new MetricLimits(10, 4_000), List.of((lines) -> {
				lines.add(MetricType.COUNT, "orders.requests.uri__orders", 1_234_567, null);
				lines.add(MetricType.MEASURE, "orders.requests.p95", 4.09375, "ms");
				lines.add(MetricType.SAMPLE, "memory_rss", 21.22, "MB");
			})).write();
		}
	}

}
