package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.RequestPriority;
import dev.monitor.concurrency.RoundTripListener;
import dev.monitor.concurrency.WaitListener;
import dev.monitor.concurrency.metrics.ConcurrencyMetrics;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.gate.Gate;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.util.pattern.PathPattern;

/**
 * {@link AutoConfiguration Auto-configuration} that limits how many requests are served
 * at once.
 */
@AutoConfiguration(
		afterName = { "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration",
				"org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration" })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("concurrency")
@ConditionalOnWebApplication
@ConditionalOnClass(PathPattern.class)
@EnableConfigurationProperties(ConcurrencyProperties.class)
@Import({ TomcatWar.class, ServletLimitConfiguration.class, ReactiveLimitConfiguration.class,
		ConcurrencyEndpointConfiguration.class })
public final class ConcurrencyAutoConfiguration {

	private final ConcurrencySettings settings;

	private final SharedLimit limit;

	ConcurrencyAutoConfiguration(ConcurrencyProperties properties, ObjectProvider<ServerPool> pools,
			Environment environment, ConfigurableListableBeanFactory beans) {
		ServerPool pool = Threading.VIRTUAL.isActive(environment) ? null : pools.getIfAvailable();
		this.settings = ConcurrencySettings.derive(properties, (pool != null) ? pool.threads() : null,
				Runtime.getRuntime().availableProcessors(), hasPriorities(properties, beans));
		this.limit = SharedLimit.of(beans, this.settings.limitSettings());
	}

	private static boolean hasPriorities(ConcurrencyProperties properties, ConfigurableListableBeanFactory beans) {
		ConcurrencyProperties.Priorities priorities = properties.getPriorities();
		return !priorities.getRules().isEmpty() || priorities.getHeader() != null || BeanFactoryUtils
			.beanNamesForTypeIncludingAncestors(beans, RequestPriority.class, true, false).length > 0;
	}

	@Bean(destroyMethod = "")
	ConcurrencyLimit monitorConcurrencyLimit(ObjectProvider<WaitListener> waits,
			ObjectProvider<RoundTripListener> roundTrips, ResourceLoader resources) {
		this.limit.move(resources.getClassLoader());
		this.limit.add(waits.orderedStream(), roundTrips.orderedStream());
		return this.limit.limit();
	}

	@Bean
	ConcurrencyLifecycle monitorConcurrencyLifecycle(ApplicationContext application) {
		return new ConcurrencyLifecycle(this.limit, this.settings,
				application instanceof ReactiveWebApplicationContext);
	}

	@Bean
	@Order(40)
	@Conditional(OnEnforcementCondition.class)
	Gate monitorConcurrencyGate(ConcurrencyLimit monitorConcurrencyLimit, ConcurrencyProperties properties) {
		return monitorConcurrencyLimit.gate(properties.getHealthWaitTime(), properties.getHealthRecoveryTime());
	}

	/**
	 * Apart, since a war may have no class of web servers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerFactoryCustomizer.class)
	@Import({ TomcatPool.class, JettyPool.class })
	static class ServerConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class Meters extends ConcurrencyMetrics {

		Meters(ConcurrencyLimit monitorConcurrencyLimit, ConcurrencyProperties properties) {
			super(monitorConcurrencyLimit, properties.getReject().getStatus());
		}

	}

}
