package dev.monitor.process.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.process.MemorySampler;
import dev.monitor.process.metrics.ProcessMemoryMetrics;
import dev.monitor.process.metrics.VirtualThreadSchedulerMetrics;
import dev.monitor.task.PeriodicTask;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmThreadDeadlockMetrics;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the memory of the process and
 * the meters of the JVM that Spring Boot does not register.
 */
@AutoConfiguration
@ConditionalOnMonitorFeature("metrics")
public final class ProcessAutoConfiguration {

	private static final Path ROOT = Path.of("/");

	private static final Duration SAMPLE_PAUSE = Duration.ofSeconds(30);

	@Bean
	MemorySampler monitorMemorySampler() {
		return new MemorySampler(ROOT, System::nanoTime);
	}

	@Bean(initMethod = "start", destroyMethod = "stop")
	@Lazy(false)
	PeriodicTask monitorMemorySamplerTask(MemorySampler sampler) {
		return new PeriodicTask("monitor-memory", sampler, Duration.ZERO, SAMPLE_PAUSE);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration {

		@Bean
		ProcessMemoryMetrics monitorProcessMemoryMetrics(MemorySampler sampler) {
			return new ProcessMemoryMetrics(ROOT, sampler);
		}

		@Bean
		@ConditionalOnMissingClass("io.micrometer.java21.instrument.binder.jdk.VirtualThreadMetrics")
		VirtualThreadSchedulerMetrics monitorVirtualThreadSchedulerMetrics() {
			return new VirtualThreadSchedulerMetrics();
		}

		@Bean
		@ConditionalOnMissingBean
		JvmThreadDeadlockMetrics monitorThreadDeadlockMetrics() {
			return new JvmThreadDeadlockMetrics();
		}

	}

}
