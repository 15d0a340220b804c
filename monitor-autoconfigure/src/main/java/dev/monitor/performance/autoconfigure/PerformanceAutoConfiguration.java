package dev.monitor.performance.autoconfigure;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.performance.InstanceStatus;
import dev.monitor.performance.cache.CacheStatus;
import dev.monitor.performance.http.HttpRequestsStatus;
import dev.monitor.performance.http.RequestTimesStatus;
import dev.monitor.performance.http.RouteStatus;
import dev.monitor.performance.metrics.ExecutorStatus;
import dev.monitor.performance.metrics.ProcessMemoryMetrics;
import dev.monitor.performance.metrics.VirtualThreadSchedulerMetrics;
import dev.monitor.process.MemorySampler;
import dev.monitor.task.lifecycle.TaskLifecycle;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmThreadDeadlockMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the performance numbers of the
 * instance, its memory, its caches, its pools of threads and its requests, and for the
 * meters of the process that Spring Boot does not register. But for the memory nothing is
 * worked out until somebody asks.
 */
@AutoConfiguration
@ConditionalOnMonitorFeature("metrics")
public final class PerformanceAutoConfiguration {

	private static final Path ROOT = Path.of("/");

	@Bean
	MemorySampler monitorMemorySampler() {
		return new MemorySampler(ROOT, System::nanoTime);
	}

	@Bean
	TaskLifecycle monitorMemoryLifecycle(MemorySampler sampler) {
		return new TaskLifecycle(sampler::start, sampler::stop, TaskLifecycle.ALWAYS);
	}

	@Bean
	InstanceStatus monitorInstanceStatus() {
		return new InstanceStatus(() -> ManagementFactory.getRuntimeMXBean().getUptime());
	}

	@Bean
	CacheStatus monitorCacheStatus(ObjectProvider<CacheManager> managers) {
		return new CacheStatus(() -> managers.orderedStream().toList());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetricsConfiguration {

		private static final String MICROMETERS_OWN = "io.micrometer.java21.instrument.binder.jdk.VirtualThreadMetrics";

		@Bean
		MeterBinder monitorProcessMetrics(MemorySampler sampler, ObjectProvider<JvmThreadDeadlockMetrics> deadlocks) {
			// the registry holds it weakly
			ProcessMemoryMetrics memory = new ProcessMemoryMetrics(ROOT, sampler);
			return (registry) -> {
				memory.bindTo(registry);
				if (deadlocks.stream().findAny().isEmpty()) {
					new JvmThreadDeadlockMetrics().bindTo(registry);
				}
				if (!ClassUtils.isPresent(MICROMETERS_OWN, null)) {
					new VirtualThreadSchedulerMetrics().bindTo(registry);
				}
			};
		}

		@Bean
		ExecutorStatus monitorExecutorStatus(ObjectProvider<MeterRegistry> registries) {
			return new ExecutorStatus(simple(registries));
		}

		@Bean
		@ConditionalOnWebApplication
		HttpRequestsStatus monitorHttpRequestsStatus(ObjectProvider<MeterRegistry> registries,
				Environment environment) {
			return new HttpRequestsStatus(timer(environment), simple(registries));
		}

		@Bean
		@ConditionalOnWebApplication
		@ConditionalOnMonitorFeature("dashboard")
		RouteStatus monitorRouteStatus(ObjectProvider<MeterRegistry> registries, Environment environment) {
			return new RouteStatus(timer(environment), simple(registries));
		}

		@Bean
		@ConditionalOnWebApplication
		@ConditionalOnMonitorFeature("dashboard")
		RequestTimesStatus monitorRequestTimesStatus(ObjectProvider<MeterRegistry> registries,
				Environment environment) {
			return new RequestTimesStatus(timer(environment), simple(registries));
		}

		private static String timer(Environment environment) {
			return environment.getProperty("management.observations.http.server.requests.name", "http.server.requests");
		}

		private static Supplier<List<MeterRegistry>> simple(ObjectProvider<MeterRegistry> registries) {
			return () -> registries.stream().filter((each) -> !(each instanceof CompositeMeterRegistry)).toList();
		}

	}

}
