package dev.monitor.performance.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.monitor.performance.BackgroundInspection;
import dev.monitor.performance.BufferStatus;
import dev.monitor.performance.ClassHistogram;
import dev.monitor.performance.CollectionStatus;
import dev.monitor.performance.MemoryPoolStatus;
import dev.monitor.performance.ProcessStatus;
import dev.monitor.performance.ThreadGroupStatus;
import dev.monitor.performance.ThreadStatus;
import dev.monitor.performance.profile.FlightProfile;
import dev.monitor.process.ProcessMemory;
import dev.monitor.status.History;
import dev.monitor.status.Inspection;
import dev.monitor.status.StatusGroup;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.task.lifecycle.TaskLifecycle;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * What the dashboard shows of the JVM and its process, and the history of it, which
 * begins when the application serves.
 */
final class LiveStatus extends TaskLifecycle implements StatusGroup, AutoCloseable {

	private static final Duration PROFILE = Duration.ofSeconds(10);

	private final History history;

	private final ObjectProvider<InstanceStatusGroup> instance;

	private final SingletonSupplier<List<StatusSource>> sources = SingletonSupplier.of(this::makeSources);

	private final SingletonSupplier<List<Inspection>> inspections = SingletonSupplier.of(LiveStatus::makeInspections);

	private volatile boolean inspecting;

	LiveStatus(History history, ObjectProvider<InstanceStatusGroup> instance) {
		super(history::start, history::stop, TaskLifecycle.WHILE_SERVING);
		this.history = history;
		this.instance = instance;
	}

	@Override
	public List<StatusSource> sources() {
		return this.sources.obtain();
	}

	private List<StatusSource> makeSources() {
		ThreadStatus threads = new ThreadStatus(System::nanoTime);
		return List.of(new MemoryPoolStatus(), new CollectionStatus(), new BufferStatus(), threads,
				new ThreadGroupStatus(threads), new ProcessStatus(PerformanceAutoConfiguration.ROOT, this::memory),
				this.history);
	}

	private ProcessMemory memory() {
		InstanceStatusGroup sampled = this.instance.getIfAvailable();
		return (sampled != null) ? sampled.memory().last() : ProcessMemory.NONE;
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
