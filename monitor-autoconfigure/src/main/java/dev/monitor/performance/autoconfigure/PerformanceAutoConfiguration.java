package dev.monitor.performance.autoconfigure;

import java.nio.file.Path;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.process.MemorySampler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmThreadDeadlockMetrics;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the performance numbers of the
 * instance, its memory, its caches, its pools of threads and its requests, and for the
 * meters of the process that Spring Boot does not register. But for the memory nothing is
 * worked out until somebody asks.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("metrics")
@Import(RequestStatus.class)
public final class PerformanceAutoConfiguration {

	static final Path ROOT = Path.of("/");

	@Bean
	InstanceStatusGroup monitorInstanceStatus(ObjectProvider<CacheManager> managers) {
		return new InstanceStatusGroup(new MemorySampler(ROOT, System::nanoTime), managers);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class Meters extends ProcessMeters {

		Meters(InstanceStatusGroup monitorInstanceStatus, ObjectProvider<JvmThreadDeadlockMetrics> deadlocks,
				ObjectProvider<MeterRegistry> registries) {
			super(monitorInstanceStatus, deadlocks, registries);
		}

	}

}
