package dev.monitor.performance;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code buffers}: a row for each kind of buffer
 * outside of the heap, such as {@code direct} and {@code mapped}, with {@code count},
 * {@code used} bytes and {@code capacity} in bytes. Thread-safe.
 */
public final class BufferStatus implements StatusSource {

	@Override
	public String name() {
		return "buffers";
	}

	@Override
	public StatusSection section() {
		List<StatusRow> rows = new ArrayList<>();
		for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
			Map<String, Number> numbers = new LinkedHashMap<>();
			numbers.put("count", pool.getCount());
			numbers.put("used", pool.getMemoryUsed());
			numbers.put("capacity", pool.getTotalCapacity());
			rows.add(new StatusRow(pool.getName(), numbers, Map.of()));
		}
		return StatusSection.EMPTY.with(rows);
	}

}
