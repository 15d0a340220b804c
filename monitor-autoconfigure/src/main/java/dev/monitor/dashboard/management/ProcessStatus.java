package dev.monitor.dashboard.management;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

import com.sun.management.OperatingSystemMXBean;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code process}: processor time, processors, heap
 * in bytes and threads. -1 is unknown. Thread-safe.
 */
public final class ProcessStatus implements StatusSource {

	@Override
	public String name() {
		return "process";
	}

	@Override
	public StatusSection section() {
		MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
		return StatusSection.EMPTY.with("cpu_seconds", cpuSeconds())
			.with("processors", Runtime.getRuntime().availableProcessors())
			.with("heap", heap.getUsed())
			.with("heap_after_gc", heapAfterCollection())
			.with("max_heap", heap.getMax())
			.with("threads", ManagementFactory.getThreadMXBean().getThreadCount());
	}

	private static double cpuSeconds() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)
				? system.getProcessCpuTime() / 1e9 : -1;
	}

	/**
	 * What was left when a pool was last collected; some pools are never.
	 */
	private static long heapAfterCollection() {
		long sum = 0;
		for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
			MemoryUsage left = (pool.getType() == MemoryType.HEAP) ? pool.getCollectionUsage() : null;
			sum += (left != null) ? left.getUsed() : 0;
		}
		return sum;
	}

}
