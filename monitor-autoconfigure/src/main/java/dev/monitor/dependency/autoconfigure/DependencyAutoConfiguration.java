package dev.monitor.dependency.autoconfigure;

import dev.monitor.check.CheckKind;
import dev.monitor.check.Checks;
import dev.monitor.check.TimeSource;
import dev.monitor.check.actuate.CheckHealthIndicator;
import dev.monitor.check.autoconfigure.IndicatorRuntimeHints;
import dev.monitor.condition.ConditionalOnMissingContributor;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.dependency.CircularWait;
import dev.monitor.dependency.DependencyGate;
import dev.monitor.dependency.DependencyListener;
import dev.monitor.dependency.DependencyStatus;
import dev.monitor.dependency.metrics.DependencyMetrics;
import dev.monitor.property.EarlyProperty;
import dev.monitor.task.lifecycle.TaskLifecycle;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.event.Level;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for dependencies checked in the
 * background, if the application names any.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("dependency")
@Conditional(OnDependencyCondition.class)
@EnableConfigurationProperties(DependencyProperties.class)
@ImportRuntimeHints({ HttpClientRuntimeHints.class, IndicatorRuntimeHints.class })
public final class DependencyAutoConfiguration {

	private static final String INCLUDE = "monitor.health.include-dependencies";

	private static final CheckKind KIND = new CheckKind("monitor-dependency-", "Dependency", Level.INFO);

	@Bean(destroyMethod = "stop")
	Checks monitorDependencyChecks(DependencyProperties properties, ObjectProvider<SslBundles> bundles,
			ObjectProvider<DependencyListener> listeners, DefaultListableBeanFactory beans, Environment environment) {
		HttpProbeClients clients = new HttpProbeClients(bundles);
		// what is registered first is closed last
		beans.registerDisposableBean("monitorDependencyHttpClients", clients::close);
		Checks checks = new Checks(KIND, new DependencyFactory(properties, clients, beans, environment).create());
		if (isIncluded(environment)) {
			checks.addListener(new CircularWait(checks.all()));
		}
		for (DependencyListener listener : listeners.orderedStream().toList()) {
			checks.addListener(listener);
		}
		return checks;
	}

	@Bean
	TaskLifecycle monitorDependencyLifecycle(Checks monitorDependencyChecks) {
		return new TaskLifecycle(monitorDependencyChecks::start, monitorDependencyChecks::stop,
				TaskLifecycle.AROUND_WEB_SERVER);
	}

	@Bean
	@Order(30)
	@ConditionalOnSwitch(INCLUDE)
	DependencyGate monitorDependencyGate(Checks monitorDependencyChecks) {
		return new DependencyGate(monitorDependencyChecks.all(), TimeSource.SYSTEM);
	}

	@Bean
	@ConditionalOnMonitorFeature("dashboard")
	DependencyStatus monitorDependencyStatus(Checks monitorDependencyChecks) {
		return new DependencyStatus(monitorDependencyChecks.all(), TimeSource.SYSTEM);
	}

	private static boolean isIncluded(Environment environment) {
		return EarlyProperty.read(environment, INCLUDE, Boolean.class, true);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CompositeHealthContributor.class)
	static class HealthConfiguration {

		@Bean
		@ConditionalOnEnabledHealthIndicator("dependencies")
		@ConditionalOnMissingContributor("dependencies")
		CompositeHealthContributor dependenciesHealthContributor(Checks monitorDependencyChecks,
				Environment environment) {
			return CheckHealthIndicator.compositeOf(monitorDependencyChecks.all(), isIncluded(environment));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class Meters implements MeterBinder {

		private final Checks checks;

		Meters(Checks monitorDependencyChecks) {
			this.checks = monitorDependencyChecks;
		}

		@Override
		public void bindTo(MeterRegistry registry) {
			new DependencyMetrics(this.checks).bindTo(registry);
		}

	}

}
