package dev.monitor.performance;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatusSource} of the section {@code memory_pools}, in bytes: {@code heap_used},
 * {@code heap_committed}, {@code heap_max}, {@code heap_after_gc}, {@code nonheap_used}
 * and {@code nonheap_committed}, and a row for each pool of the JVM with {@code used},
 * {@code committed}, {@code max}, {@code after_gc} and {@code type}, {@code heap} or
 * {@code nonheap}. -1 is unknown, or unlimited; after the last collection is what the
 * pool says it was, 0 before the first. Thread-safe.
 */
public final class MemoryPoolStatus implements StatusSource {

	@Override
	public String name() {
		return "memory_pools";
	}

	@Override
	public StatusSection section() {
		List<StatusRow> rows = new ArrayList<>();
		long afterCollection = 0;
		for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
			MemoryUsage collected = pool.getCollectionUsage();
			if (pool.getType() == MemoryType.HEAP && collected != null) {
				afterCollection += collected.getUsed();
			}
			StatusRow row = row(pool, collected);
			if (row != null) {
				rows.add(row);
			}
		}
		MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
		MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("heap_used", heap.getUsed());
		numbers.put("heap_committed", heap.getCommitted());
		numbers.put("heap_max", heap.getMax());
		numbers.put("heap_after_gc", afterCollection);
		numbers.put("nonheap_used", other.getUsed());
		numbers.put("nonheap_committed", other.getCommitted());
		return new StatusSection(numbers, rows);
	}

	/**
	 * Describe a pool.
	 * @return the row, {@code null} if the pool is not valid any more
	 */
	private static @Nullable StatusRow row(MemoryPoolMXBean pool, @Nullable MemoryUsage collected) {
		MemoryUsage usage = pool.getUsage();
		if (usage == null) {
			return null;
		}
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("used", usage.getUsed());
		numbers.put("committed", usage.getCommitted());
		numbers.put("max", usage.getMax());
		numbers.put("after_gc", (collected != null) ? collected.getUsed() : -1);
		return new StatusRow(pool.getName(), numbers,
				Map.of("type", (pool.getType() == MemoryType.HEAP) ? "heap" : "nonheap"));
	}

}
