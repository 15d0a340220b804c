package dev.monitor.performance.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.performance.BackgroundInspection;
import dev.monitor.performance.BufferStatus;
import dev.monitor.performance.ClassHistogram;
import dev.monitor.performance.CollectionStatus;
import dev.monitor.performance.MemoryPoolStatus;
import dev.monitor.performance.ProcessStatus;
import dev.monitor.performance.ThreadGroupStatus;
import dev.monitor.performance.ThreadStatus;
import dev.monitor.performance.profile.FlightProfile;
import dev.monitor.process.MemorySampler;
import dev.monitor.process.ProcessMemory;
import dev.monitor.status.History;
import dev.monitor.status.Inspection;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.task.lifecycle.TaskLifecycle;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what the dashboard shows of the
 * JVM and its process, and for the history that fills its charts. But for the history
 * nothing is worked out until somebody asks.
 */
@AutoConfiguration
@ConditionalOnMonitorFeature("dashboard")
public final class LiveNumbersAutoConfiguration {

	private static final Path ROOT = Path.of("/");

	private static final Duration PROFILE = Duration.ofSeconds(10);

	@Bean
	MemoryPoolStatus monitorMemoryPoolStatus() {
		return new MemoryPoolStatus();
	}

	@Bean
	CollectionStatus monitorCollectionStatus() {
		return new CollectionStatus();
	}

	@Bean
	BufferStatus monitorBufferStatus() {
		return new BufferStatus();
	}

	@Bean
	ThreadStatus monitorThreadStatus() {
		return new ThreadStatus(System::nanoTime);
	}

	@Bean
	ThreadGroupStatus monitorThreadGroupStatus(ThreadStatus threads) {
		return new ThreadGroupStatus(threads);
	}

	@Bean
	ProcessStatus monitorProcessStatus(ObjectProvider<MemorySampler> samplers) {
		return new ProcessStatus(ROOT, () -> {
			MemorySampler sampler = samplers.getIfAvailable();
			return (sampler != null) ? sampler.last() : ProcessMemory.NONE;
		});
	}

	@Bean(destroyMethod = "cancel")
	Inspection monitorHistogram() {
		return new BackgroundInspection("histogram", List.of("all"), (kind) -> {
			StatusSection histogram = ClassHistogram.take();
			return () -> histogram;
		}, System::nanoTime);
	}

	@Bean(destroyMethod = "cancel")
	Inspection monitorProfile() {
		return new BackgroundInspection("profile", List.of("cpu", "allocation"), (kind) -> {
			if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
				throw new IllegalStateException("The Java runtime has no module jdk.jfr");
			}
			return FlightProfile.record(kind, PROFILE);
		}, System::nanoTime);
	}

	@Bean
	History monitorHistory(Environment environment, ObjectProvider<StatusSource> sources) {
		return DashboardHistory.create(environment, sources);
	}

	@Bean
	TaskLifecycle monitorHistoryLifecycle(History history) {
		return new TaskLifecycle(history::start, history::stop, TaskLifecycle.WHILE_SERVING);
	}

}
