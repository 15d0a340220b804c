package dev.monitor.concurrency.autoconfigure;

import java.util.concurrent.ThreadLocalRandom;

import dev.monitor.concurrency.AsynchronousHold;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.DeadlineHeader;
import dev.monitor.concurrency.RejectionAnswers;
import dev.monitor.concurrency.RetryAfter;
import dev.monitor.concurrency.RoundTripListener;
import dev.monitor.concurrency.WaitListener;
import dev.monitor.concurrency.cors.CorsHeaders;
import dev.monitor.concurrency.metrics.ConcurrencyMetrics;
import dev.monitor.concurrency.servlet.ConcurrencyLimitFilter;
import dev.monitor.concurrency.servlet.Exclusions;
import dev.monitor.concurrency.servlet.Rejections;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.gate.Gate;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.RequestMark;
import dev.monitor.http.servlet.FilterOrder;
import dev.monitor.http.spring.PathPatterns;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingFilterBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.util.pattern.PathPattern;

/**
 * {@link AutoConfiguration Auto-configuration} that limits how many requests are served
 * at once.
 */
@AutoConfiguration(
		afterName = { "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration",
				"org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration" })
@ConditionalOnMonitorFeature("concurrency")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class, PathPattern.class })
@EnableConfigurationProperties(ConcurrencyProperties.class)
@Import({ TomcatWar.class, ConcurrencyEndpointConfiguration.class })
public final class ConcurrencyAutoConfiguration {

	private final ConcurrencySettings settings;

	private final SharedLimit limit;

	private final boolean virtualThreads;

	ConcurrencyAutoConfiguration(ConcurrencyProperties properties, ObjectProvider<ServerPool> pools,
			Environment environment, HierarchicalBeanFactory beans) {
		this.virtualThreads = Threading.VIRTUAL.isActive(environment);
		ServerPool pool = this.virtualThreads ? null : pools.getIfAvailable();
		this.settings = ConcurrencySettings.derive(properties, (pool != null) ? pool.threads() : null,
				Runtime.getRuntime().availableProcessors());
		this.limit = SharedLimit.of(beans, this.settings.limitSettings());
	}

	@Bean(destroyMethod = "")
	ConcurrencyLimit monitorConcurrencyLimit(ObjectProvider<WaitListener> waits,
			ObjectProvider<RoundTripListener> roundTrips, ResourceLoader resources) {
		this.limit.move(resources.getClassLoader());
		this.limit.add(waits.orderedStream(), roundTrips.orderedStream());
		return this.limit.limit();
	}

	@Bean
	ConcurrencyLifecycle monitorConcurrencyLifecycle() {
		return new ConcurrencyLifecycle(this.limit, this.settings);
	}

	@Bean
	@Order(40)
	@ConditionalOnProperty(name = "monitor.concurrency.mode", havingValue = "enforce", matchIfMissing = true)
	Gate monitorConcurrencyGate(ConcurrencyLimit limit, ConcurrencyProperties properties) {
		return limit.gate(properties.getHealthWaitTime(), properties.getHealthRecoveryTime());
	}

	@Bean
	@ConditionalOnMissingFilterBean
	FilterRegistrationBean<ConcurrencyLimitFilter> monitorConcurrencyLimitFilter(ConcurrencyLimit limit,
			ConcurrencyProperties properties, ObjectProvider<OwnPaths> ownPaths,
			ObjectProvider<CorsConfigurationSource> cors, ObjectProvider<RequestMark> ownRequests) {
		PathPatterns excluded = PathPatterns.parse("monitor.concurrency.exclude", properties.getExclude());
		OwnPaths own = OwnPaths.all(ownPaths.stream());
		Exclusions exclusions = new Exclusions((path) -> own.contain(path) || excluded.match(path),
				ownRequests.getIfAvailable());
		FilterRegistrationBean<ConcurrencyLimitFilter> registration = new FilterRegistrationBean<>(
				new ConcurrencyLimitFilter(exclusions, limit,
						new Rejections(answers(properties.getReject()),
								new CorsHeaders(SingletonSupplier.of(() -> cors.orderedStream().toList()))),
						new DeadlineHeader(properties.getDeadlineHeader()),
						new AsynchronousHold(properties.getStreaming(), properties.getSuspended()),
						this.virtualThreads));
		registration.setOrder(FilterOrder.CONCURRENCY.value());
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

	private static RejectionAnswers answers(ConcurrencyProperties.Reject reject) {
		RetryAfter retryAfter = new RetryAfter(reject.getRetryAfterMin(), reject.getRetryAfterMax(), System::nanoTime,
				ThreadLocalRandom::current);
		return new RejectionAnswers(reject.getStatus(), retryAfter);
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

		Meters(ConcurrencyLimit limit, ConcurrencyProperties properties) {
			super(limit, properties.getReject().getStatus());
		}

	}

}
