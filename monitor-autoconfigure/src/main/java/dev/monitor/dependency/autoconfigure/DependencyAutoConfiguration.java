package dev.monitor.dependency.autoconfigure;

import dev.monitor.check.Checks;
import dev.monitor.check.Probe;
import dev.monitor.check.TimeSource;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.dependency.DependencyGate;
import dev.monitor.dependency.actuate.DependencyHealthIndicator;
import dev.monitor.dependency.check.HttpCheckClient;
import dev.monitor.dependency.metrics.DependencyMetrics;
import dev.monitor.task.lifecycle.TaskLifecycle;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for dependencies checked in the
 * background.
 */
@AutoConfiguration
@ConditionalOnMonitorFeature("dependency")
@EnableConfigurationProperties(DependencyProperties.class)
public final class DependencyAutoConfiguration {

	private static final String INCLUDE = "monitor.health.include-dependencies";

	@Bean
	@ConditionalOnMissingBean
	HttpCheckClient monitorDependencyHttpCheckClient() {
		return new HttpCheckClient();
	}

	@Bean
	HttpCheckClients monitorDependencyHttpCheckClients(HttpCheckClient client, ObjectProvider<SslBundles> bundles) {
		return new HttpCheckClients(client, bundles);
	}

	@Bean(destroyMethod = "stop")
	@ConditionalOnMissingBean
	Checks monitorDependencyMonitor(DependencyProperties properties, HttpCheckClients clients,
			ObjectProvider<Probe> checks, ListableBeanFactory beans) {
		return new Checks(new DependencyFactory(properties, clients, beans).create(checks.orderedStream().toList()));
	}

	@Bean
	TaskLifecycle monitorDependencyLifecycle(Checks monitor) {
		return new TaskLifecycle(monitor::start, monitor::stop, TaskLifecycle.AROUND_WEB_SERVER);
	}

	@Bean
	@Order(30)
	@ConditionalOnBooleanProperty(name = INCLUDE, matchIfMissing = true)
	@ConditionalOnMissingBean
	DependencyGate monitorDependencyGate(Checks monitor) {
		return new DependencyGate(monitor.dependencies(), TimeSource.SYSTEM);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CompositeHealthContributor.class)
	static class HealthConfiguration {

		@Bean
		@ConditionalOnEnabledHealthIndicator("dependencies")
		@ConditionalOnMissingBean(name = "dependenciesHealthContributor")
		CompositeHealthContributor dependenciesHealthContributor(Checks monitor, Environment environment) {
			boolean included = environment.getProperty(INCLUDE, Boolean.class, true);
			return DependencyHealthIndicator.compositeOf(monitor.dependencies(), included);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		DependencyMetrics monitorDependencyMetrics(Checks monitor) {
			return new DependencyMetrics(monitor);
		}

	}

}
