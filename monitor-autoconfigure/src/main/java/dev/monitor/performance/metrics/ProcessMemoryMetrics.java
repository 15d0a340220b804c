package dev.monitor.performance.metrics;

import java.nio.file.Path;
import java.util.function.ToDoubleFunction;

import dev.monitor.process.ControlGroup;
import dev.monitor.process.MemorySampler;
import dev.monitor.process.ProcessMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for {@code process.memory}, tag {@code kind},
 * {@code process.memory.limit} and {@code process.memory.age}. What is cheap is read with
 * each scrape, the rest is sampled. There is no meter for what the system does not tell.
 */
public final class ProcessMemoryMetrics implements MeterBinder {

	private final Path root;

	private final MemorySampler sampler;

	/**
	 * Create the meters.
	 * @param root where {@code proc} and {@code sys} are
	 * @param sampler knows how much memory is shared
	 */
	public ProcessMemoryMetrics(Path root, MemorySampler sampler) {
		this.root = root;
		this.sampler = sampler;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		ProcessMemory now = ProcessMemory.ofStatus(this.root);
		if (now.rss() != ProcessMemory.UNKNOWN) {
			bind(registry, "rss", (metrics) -> known(ProcessMemory.ofStatus(metrics.root).rss()));
		}
		if (now.swap() != ProcessMemory.UNKNOWN) {
			bind(registry, "swap", (metrics) -> known(ProcessMemory.ofStatus(metrics.root).swap()));
		}
		if (this.sampler.knowsPages()) {
			bind(registry, "pss", (metrics) -> known(metrics.sampler.last().pss()));
			bind(registry, "uss", (metrics) -> known(metrics.sampler.last().uss()));
			Gauge.builder("process.memory.age", this, (metrics) -> metrics.sampler.ageInSeconds())
				.description("Time since pss and uss were sampled")
				.baseUnit("seconds")
				.register(registry);
		}
		ControlGroup group = ControlGroup.find(this.root);
		if (group != null && group.memoryLimit().isPresent()) {
			Gauge
				.builder("process.memory.limit", group,
						(limited) -> known(limited.memoryLimit().orElse(ProcessMemory.UNKNOWN)))
				.description("Memory that the control group of the process may use")
				.baseUnit(BaseUnits.BYTES)
				.strongReference(true)
				.register(registry);
		}
	}

	private void bind(MeterRegistry registry, String kind, ToDoubleFunction<ProcessMemoryMetrics> bytes) {
		Gauge.builder("process.memory", this, bytes)
			.description("Memory of the process as the operating system counts it")
			.tag("kind", kind)
			.baseUnit(BaseUnits.BYTES)
			.register(registry);
	}

	private static double known(long bytes) {
		return (bytes != ProcessMemory.UNKNOWN) ? bytes : Double.NaN;
	}

}
