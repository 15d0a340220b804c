package dev.monitor.performance.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.monitor.performance.BackgroundInspection;
import dev.monitor.performance.BufferStatus;
import dev.monitor.performance.ClassHistogram;
import dev.monitor.performance.CollectionStatus;
import dev.monitor.performance.profile.FlightProfile;
import dev.monitor.performance.MemoryPoolStatus;
import dev.monitor.performance.ProcessStatus;
import dev.monitor.performance.ThreadGroupStatus;
import dev.monitor.performance.ThreadStatus;
import dev.monitor.process.MemorySampler;
import dev.monitor.process.ProcessMemory;
import dev.monitor.status.Inspection;
import dev.monitor.status.StatusGroup;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * What the dashboard shows of the JVM and its process.
 */
final class LiveStatus implements StatusGroup, AutoCloseable {

	private static final Path ROOT = Path.of("/");

	private static final Duration PROFILE = Duration.ofSeconds(10);

	private final ObjectProvider<MemorySampler> samplers;

	private final SingletonSupplier<List<StatusSource>> sources = SingletonSupplier.of(this::makeSources);

	private final SingletonSupplier<List<Inspection>> inspections = SingletonSupplier.of(LiveStatus::makeInspections);

	private volatile boolean inspecting;

	LiveStatus(ObjectProvider<MemorySampler> samplers) {
		this.samplers = samplers;
	}

	@Override
	public List<StatusSource> sources() {
		return this.sources.obtain();
	}

	private List<StatusSource> makeSources() {
		ThreadStatus threads = new ThreadStatus(System::nanoTime);
		return List.of(new MemoryPoolStatus(), new CollectionStatus(), new BufferStatus(), threads,
				new ThreadGroupStatus(threads), new ProcessStatus(ROOT, this::memory));
	}

	private ProcessMemory memory() {
		MemorySampler sampler = this.samplers.getIfAvailable();
		return (sampler != null) ? sampler.last() : ProcessMemory.NONE;
	}

	@Override
	public List<Inspection> inspections() {
		this.inspecting = true;
		return this.inspections.obtain();
	}

	private static List<Inspection> makeInspections() {
		Inspection histogram = new BackgroundInspection("histogram", List.of("all"), (kind) -> {
			StatusSection found = ClassHistogram.take();
			return () -> found;
		}, System::nanoTime);
		Inspection profile = new BackgroundInspection("profile", List.of("cpu", "allocation"), (kind) -> {
			if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
				throw new IllegalStateException("The Java runtime has no module jdk.jfr");
			}
			return FlightProfile.record(kind, PROFILE);
		}, System::nanoTime);
		return List.of(histogram, profile);
	}

	@Override
	public void close() {
		if (this.inspecting) {
			inspections().forEach(Inspection::cancel);
		}
	}

}
