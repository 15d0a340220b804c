package dev.monitor.performance;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code gc}: {@code uptime_seconds}, and a row for
 * each garbage collector with {@code count} of its collections, {@code seconds} that they
 * took since the start, and {@code share} of the uptime, from 0 to 1. The cycles of a
 * concurrent collector take time beside the application, not from it. Thread-safe.
 */
public final class CollectionStatus implements StatusSource {

	@Override
	public String name() {
		return "gc";
	}

	@Override
	public StatusSection section() {
		double uptime = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
		List<StatusRow> rows = new ArrayList<>();
		for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
			double seconds = collector.getCollectionTime() / 1000.0;
			Map<String, Number> numbers = new LinkedHashMap<>();
			numbers.put("count", collector.getCollectionCount());
			numbers.put("seconds", seconds);
			numbers.put("share", (uptime > 0) ? seconds / uptime : 0);
			rows.add(new StatusRow(collector.getName(), numbers, Map.of()));
		}
		return StatusSection.EMPTY.with("uptime_seconds", uptime).with(rows);
	}

}
