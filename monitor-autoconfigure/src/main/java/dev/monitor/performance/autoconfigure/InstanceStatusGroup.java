package dev.monitor.performance.autoconfigure;

import java.lang.management.ManagementFactory;
import java.util.List;

import dev.monitor.performance.InstanceStatus;
import dev.monitor.performance.cache.CacheStatus;
import dev.monitor.process.MemorySampler;
import dev.monitor.status.StatusGroup;
import dev.monitor.status.StatusSource;
import dev.monitor.task.lifecycle.TaskLifecycle;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.CacheManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * The instance, its memory, which is sampled as long as the context runs, and its caches.
 */
final class InstanceStatusGroup extends TaskLifecycle implements StatusGroup {

	private final MemorySampler memory;

	private final SingletonSupplier<List<StatusSource>> sources;

	InstanceStatusGroup(MemorySampler memory, ObjectProvider<CacheManager> managers) {
		super(memory::start, memory::stop, TaskLifecycle.ALWAYS);
		this.memory = memory;
		this.sources = SingletonSupplier
			.of(() -> List.of(new InstanceStatus(() -> ManagementFactory.getRuntimeMXBean().getUptime()), memory,
					new CacheStatus(() -> managers.orderedStream().toList())));
	}

	/**
	 * Return what knows how much memory is shared.
	 */
	MemorySampler memory() {
		return this.memory;
	}

	@Override
	public List<StatusSource> sources() {
		return this.sources.obtain();
	}

}
