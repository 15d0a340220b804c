package dev.monitor.performance.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.process.MemorySampler;
import dev.monitor.process.ProcessMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmThreadDeadlockMetrics;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PerformanceAutoConfiguration}: memory and threads of the process.
 */
class ProcessNumbersTests {

	private static final AutoConfigurations DOORS = AutoConfigurations.of(PerformanceAutoConfiguration.class,
			MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(DOORS);

	@Test
	@EnabledOnOs(OS.LINUX)
	void memoryIsSampledFromTheStart() {
		this.runner.run((context) -> {
			MemorySampler sampler = context.getBean(InstanceStatusGroup.class).memory();
			Awaitility.await().until(() -> sampler.last().rss() != ProcessMemory.UNKNOWN);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("process.memory").tag("kind", "rss").gauge().value()).isPositive();
			assertThat(registry.get("process.memory").tag("kind", "uss").gauge().value()).isPositive();
		});
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void howeverOftenMemoryIsReadItIsSampledEveryThirtySeconds() {
		this.runner.run((context) -> {
			assertThat(context.getBean(InstanceStatusGroup.class).memory()).extracting("task")
				.hasFieldOrPropertyWithValue("pause", Duration.ofSeconds(30));
			MemorySampler sampler = context.getBean(InstanceStatusGroup.class).memory();
			Awaitility.await().until(() -> !sampler.last().equals(ProcessMemory.NONE));
			ProcessMemory first = sampler.last();
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			for (int i = 0; i < 100; i++) {
				registry.get("process.memory").gauges().forEach((gauge) -> assertThat(gauge.value()).isNotNegative());
			}
			assertThat(sampler.last()).isSameAs(first);
		});
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void memoryIsSampledEvenIfBeansAreLazy() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				MemorySampler sampler = context.getBean(InstanceStatusGroup.class).memory();
				Awaitility.await().until(() -> sampler.last().rss() != ProcessMemory.UNKNOWN);
			});
	}

	@Test
	void deadlocksAreMetered() {
		this.runner.run((context) -> assertThat(
				context.getBean(MeterRegistry.class).get("jvm.threads.deadlocked").gauge().value())
			.isZero());
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.metrics.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(InstanceStatusGroup.class)
				.doesNotHaveBean(ProcessMeters.class)
				.doesNotHaveBean(JvmThreadDeadlockMetrics.class));
	}

	@Test
	void startsWithoutMicrometer() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PerformanceAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.boot.micrometer"))
			.run((context) -> assertThat(context).hasSingleBean(InstanceStatusGroup.class)
				.doesNotHaveBean(ProcessMeters.class));
	}

	@Test
	void startsWithoutARegistryAndInAWebApplication() {
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(PerformanceAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(ProcessMeters.class)
				.doesNotHaveBean(MeterRegistry.class));
	}

	@Test
	void aBinderOfTheUserWins() {
		this.runner.withUserConfiguration(Own.class)
			.run((context) -> assertThat(context).hasSingleBean(JvmThreadDeadlockMetrics.class)
				.hasBean("ownDeadlockMetrics"));
	}

	@Test
	void samplingEndsWithTheContext() {
		List<MemorySampler> samplers = new ArrayList<>();
		this.runner.run((context) -> {
			samplers.add(context.getBean(InstanceStatusGroup.class).memory());
			assertThat(samplers).extracting("task.running").containsExactly(true);
		});
		assertThat(samplers).extracting("task.running").containsExactly(false);
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		JvmThreadDeadlockMetrics ownDeadlockMetrics() {
			return new JvmThreadDeadlockMetrics();
		}

		@Bean
		MeterBinder other() {
			return (registry) -> registry.counter("other");
		}

	}

}
