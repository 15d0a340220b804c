package dev.monitor.performance.autoconfigure;

import java.lang.management.ManagementFactory;
import java.util.List;

import dev.monitor.performance.InstanceStatus;
import dev.monitor.performance.cache.CacheStatus;
import dev.monitor.status.StatusGroup;
import dev.monitor.status.StatusSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.CacheManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * The instance and its caches.
 */
final class InstanceGroup implements StatusGroup {

	private final SingletonSupplier<List<StatusSource>> sources;

	InstanceGroup(ObjectProvider<CacheManager> managers) {
		this.sources = SingletonSupplier
			.of(() -> List.of(new InstanceStatus(() -> ManagementFactory.getRuntimeMXBean().getUptime()),
					new CacheStatus(() -> managers.orderedStream().toList())));
	}

	@Override
	public List<StatusSource> sources() {
		return this.sources.obtain();
	}

}
