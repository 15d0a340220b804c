package dev.monitor.dependency.autoconfigure;

import io.micrometer.core.instrument.binder.MeterBinder;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.dependency.DependencyCheck;
import dev.monitor.dependency.DependencyGate;
import dev.monitor.dependency.DependencyMonitor;
import dev.monitor.dependency.TimeSource;
import dev.monitor.dependency.actuate.DependencyHealthIndicator;
import dev.monitor.dependency.check.HttpCheckClient;
import dev.monitor.dependency.metrics.DependencyMetrics;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for dependencies checked in the
 * background.
 */
@AutoConfiguration
@ConditionalOnMonitorFeature("dependency")
@EnableConfigurationProperties(DependencyProperties.class)
public final class DependencyAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HttpCheckClient monitorDependencyHttpCheckClient() {
		return new HttpCheckClient();
	}

	@Bean(destroyMethod = "stop")
	@ConditionalOnMissingBean
	DependencyMonitor monitorDependencyMonitor(DependencyProperties properties, HttpCheckClient client,
			ObjectProvider<DependencyCheck> checks) {
		return new DependencyMonitor(new DependencyFactory(properties, client).create(checks.orderedStream().toList()));
	}

	@Bean
	DependencyLifecycle monitorDependencyLifecycle(DependencyMonitor monitor) {
		return new DependencyLifecycle(monitor);
	}

	@Bean
	@Order(30)
	@ConditionalOnMissingBean
	DependencyGate monitorDependencyGate(DependencyMonitor monitor) {
		return new DependencyGate(monitor.dependencies(), TimeSource.SYSTEM);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CompositeHealthContributor.class)
	static class HealthConfiguration {

		@Bean
		@ConditionalOnEnabledHealthIndicator("dependencies")
		@ConditionalOnMissingBean(name = "dependenciesHealthContributor")
		CompositeHealthContributor dependenciesHealthContributor(DependencyMonitor monitor) {
			return DependencyHealthIndicator.compositeOf(monitor.dependencies());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		DependencyMetrics monitorDependencyMetrics(DependencyMonitor monitor) {
			return new DependencyMetrics(monitor);
		}

	}

}
