package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.RequestPriority;
import dev.monitor.concurrency.RoundTripListener;
import dev.monitor.concurrency.SlowBody;
import dev.monitor.concurrency.WaitListener;
import dev.monitor.concurrency.jetty.JettyBodyPaceHandler;
import dev.monitor.concurrency.metrics.ConcurrencyMetrics;
import dev.monitor.concurrency.servlet.ReleaseOnComplete;
import dev.monitor.concurrency.tomcat.TomcatBodyPaceValve;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.gate.Gate;
import dev.monitor.http.autoconfigure.WarValve;
import dev.monitor.http.jetty.CompletionLog;
import dev.monitor.http.jetty.RequestLogs;
import dev.monitor.http.tomcat.CompletionValve;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.catalina.Valve;
import org.apache.catalina.WebResourceRoot;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
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
import org.springframework.web.util.pattern.PathPattern;

/**
 * {@link AutoConfiguration Auto-configuration} that limits how many requests are served
 * at once.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("concurrency")
@ConditionalOnWebApplication
@ConditionalOnClass(PathPattern.class)
@EnableConfigurationProperties(ConcurrencyProperties.class)
@Import({ ServletLimitConfiguration.class, ReactiveLimitConfiguration.class, ConcurrencyEndpointConfiguration.class })
public final class ConcurrencyAutoConfiguration {

	private final ConcurrencySettings settings;

	private final SharedLimit limit;

	private final @Nullable ClassLoader classLoader;

	ConcurrencyAutoConfiguration(ConcurrencyProperties properties, ObjectProvider<ServerPool> pools,
			Environment environment, ConfigurableListableBeanFactory beans) {
		ServerPool pool = Threading.VIRTUAL.isActive(environment) ? null : pools.getIfAvailable();
		this.settings = ConcurrencySettings.derive(properties, (pool != null) ? pool.threads() : null,
				Runtime.getRuntime().availableProcessors(), hasPriorities(properties, beans));
		this.limit = SharedLimit.of(beans, this.settings.limitSettings());
		this.classLoader = beans.getBeanClassLoader();
	}

	private static boolean hasPriorities(ConcurrencyProperties properties, ConfigurableListableBeanFactory beans) {
		ConcurrencyProperties.Priorities priorities = properties.getPriorities();
		return !priorities.getRules().isEmpty() || priorities.getHeader() != null || BeanFactoryUtils
			.beanNamesForTypeIncludingAncestors(beans, RequestPriority.class, true, false).length > 0;
	}

	@Bean(destroyMethod = "")
	ConcurrencyLimit monitorConcurrencyLimit(ObjectProvider<WaitListener> waits,
			ObjectProvider<RoundTripListener> roundTrips) {
		this.limit.move(this.classLoader);
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
	Gate monitorConcurrencyGate(ConcurrencyLimit monitorConcurrencyLimit) {
		ConcurrencyProperties properties = this.settings.properties();
		return monitorConcurrencyLimit.gate(properties.getHealthWaitTime(), properties.getHealthRecoveryTime());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ TomcatServletWebServerFactory.class, TomcatServerProperties.class })
	@ConditionalOnBean({ TomcatServletWebServerFactory.class, TomcatServerProperties.class })
	static class TomcatPool implements ServerPool, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

		private final TomcatServerProperties properties;

		private final @Nullable SlowBody slowBody;

		TomcatPool(TomcatServerProperties properties, ConcurrencyProperties concurrency) {
			this.properties = properties;
			this.slowBody = concurrency.slowBody();
		}

		@Override
		public ServerThreads threads() {
			return new ServerThreads(this.properties.getThreads().getMax(), "server.tomcat.threads.max");
		}

		@Override
		public void customize(TomcatServletWebServerFactory factory) {
			factory.addEngineValves(new CompletionValve(ReleaseOnComplete.PERMIT_ATTRIBUTE));
			if (this.slowBody != null) {
				factory.addContextValves(new TomcatBodyPaceValve(this.slowBody));
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ JettyServletWebServerFactory.class, JettyServerProperties.class })
	@ConditionalOnBean({ JettyServletWebServerFactory.class, JettyServerProperties.class })
	static class JettyPool implements ServerPool, WebServerFactoryCustomizer<JettyServletWebServerFactory> {

		private final JettyServerProperties properties;

		private final @Nullable SlowBody slowBody;

		JettyPool(JettyServerProperties properties, ConcurrencyProperties concurrency) {
			this.properties = properties;
			this.slowBody = concurrency.slowBody();
		}

		@Override
		public ServerThreads threads() {
			return new ServerThreads(this.properties.getThreads().getMax(), "server.jetty.threads.max");
		}

		@Override
		public void customize(JettyServletWebServerFactory factory) {
			factory.addServerCustomizers(
					(server) -> RequestLogs.add(server, new CompletionLog(ReleaseOnComplete.PERMIT_ATTRIBUTE)));
			SlowBody limit = this.slowBody;
			if (limit != null) {
				factory.addServerCustomizers((server) -> server.insertHandler(new JettyBodyPaceHandler(limit)));
			}
		}

	}

	/**
	 * What the limit needs from Tomcat where the application is deployed to it as a war:
	 * the end of asynchronous requests, and the pace of bodies.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWarDeployment
	@ConditionalOnClass(WebResourceRoot.class)
	static class TomcatWar extends WarValve {

		TomcatWar(ConcurrencyProperties properties) {
			super(valves(properties.slowBody()));
		}

		private static Valve[] valves(@Nullable SlowBody slowBody) {
			Valve completion = new CompletionValve(ReleaseOnComplete.PERMIT_ATTRIBUTE);
			return (slowBody != null) ? new Valve[] { completion, new TomcatBodyPaceValve(slowBody) }
					: new Valve[] { completion };
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class Meters extends ConcurrencyMetrics {

		Meters(ConcurrencyLimit monitorConcurrencyLimit, ConcurrencyProperties properties) {
			super(monitorConcurrencyLimit, properties.getReject().getStatus());
		}

	}

}
