package dev.monitor.performance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.monitor.process.ProcessMemory;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code memory}: {@code rss}, {@code uss} and
 * {@code pss} in bytes, -1 where the system does not tell. Thread-safe.
 */
public final class MemoryStatus implements StatusSource {

	private final Supplier<ProcessMemory> memory;

	/**
	 * Create the source.
	 * @param memory tells the last sample
	 */
	public MemoryStatus(Supplier<ProcessMemory> memory) {
		this.memory = memory;
	}

	@Override
	public String name() {
		return "memory";
	}

	@Override
	public StatusSection section() {
		ProcessMemory memory = this.memory.get();
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("rss", memory.rss());
		numbers.put("uss", memory.uss());
		numbers.put("pss", memory.pss());
		return StatusSection.ofNumbers(numbers);
	}

}
