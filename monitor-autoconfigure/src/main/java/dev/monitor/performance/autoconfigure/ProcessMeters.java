package dev.monitor.performance.autoconfigure;

import java.util.List;

import dev.monitor.performance.metrics.ExecutorStatus;
import dev.monitor.performance.metrics.ProcessMemoryMetrics;
import dev.monitor.performance.metrics.VirtualThreadSchedulerMetrics;
import dev.monitor.status.StatusGroup;
import dev.monitor.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmThreadDeadlockMetrics;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The meters of the process that Spring Boot does not register, and the section that
 * reads those of executors.
 */
class ProcessMeters implements MeterBinder, StatusGroup {

	private static final String MICROMETERS_OWN = "io.micrometer.java21.instrument.binder.jdk.VirtualThreadMetrics";

	private final ProcessMemoryMetrics memory;

	private final ObjectProvider<JvmThreadDeadlockMetrics> deadlocks;

	private final SingletonSupplier<List<StatusSource>> sources;

	ProcessMeters(InstanceStatusGroup instance, ObjectProvider<JvmThreadDeadlockMetrics> deadlocks,
			ObjectProvider<MeterRegistry> registries) {
		// the registry holds it weakly
		this.memory = new ProcessMemoryMetrics(PerformanceAutoConfiguration.ROOT, instance.memory());
		this.deadlocks = deadlocks;
		this.sources = SingletonSupplier.of(() -> List.of(new ExecutorStatus(new SingleRegistries(registries))));
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.memory.bindTo(registry);
		if (this.deadlocks.stream().findAny().isEmpty()) {
			new JvmThreadDeadlockMetrics().bindTo(registry);
		}
		if (!ClassUtils.isPresent(MICROMETERS_OWN, null)) {
			new VirtualThreadSchedulerMetrics().bindTo(registry);
		}
	}

	@Override
	public List<StatusSource> sources() {
		return this.sources.obtain();
	}

}
