package dev.monitor.concurrency.autoconfigure;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.LimitControl;
import dev.monitor.concurrency.LimiterStatus;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.OldestRequest;
import dev.monitor.concurrency.Permits;
import dev.monitor.concurrency.Rehearsal;
import dev.monitor.concurrency.Rejections;
import dev.monitor.concurrency.RetryAfter;
import dev.monitor.concurrency.RoundTripListener;
import dev.monitor.concurrency.SaturationGate;
import dev.monitor.concurrency.WaitListener;
import dev.monitor.concurrency.servlet.ConcurrencyLimitFilter;
import dev.monitor.concurrency.servlet.DeadlineHeader;
import dev.monitor.concurrency.servlet.Exclusions;
import dev.monitor.concurrency.servlet.Rejector;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.servlet.FilterOrder;
import dev.monitor.http.spring.PathPatterns;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingFilterBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
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
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class, PathPattern.class,
		WebServerApplicationContext.class })
@EnableConfigurationProperties(ConcurrencyProperties.class)
@Import({ WebServerConfiguration.class, AdaptiveLimitConfiguration.class, ConcurrencyMetricsConfiguration.class,
		ConcurrencyEndpointConfiguration.class })
public final class ConcurrencyAutoConfiguration {

	@Bean
	ConcurrencySettings monitorConcurrencySettings(ConcurrencyProperties properties,
			ObjectProvider<ServerThreads> threads, Environment environment) {
		boolean virtual = Threading.VIRTUAL.isActive(environment);
		return ConcurrencySettings.derive(properties, virtual ? null : threads.getIfAvailable(),
				Runtime.getRuntime().availableProcessors());
	}

	@Bean
	ConcurrencyLimiter monitorConcurrencyLimiter(ConcurrencySettings settings) {
		return new ConcurrencyLimiter(settings.range().initial().value(), settings.maxWaiting().value(),
				settings.queueOrder(), System::nanoTime);
	}

	@Bean
	LimitControl monitorConcurrencyLimitControl(ConcurrencyLimiter limiter, ConcurrencySettings settings) {
		return new LimitControl(limiter, settings.waiters(), settings.range().lowest().value(),
				settings.range().highest().value());
	}

	@Bean
	ConcurrencyLifecycle monitorConcurrencyLifecycle(ConcurrencyLimiter limiter, ConcurrencySettings settings) {
		return new ConcurrencyLifecycle(limiter, settings);
	}

	@Bean
	@Order(40)
	@ConditionalOnProperty(name = "monitor.concurrency.mode", havingValue = "enforce", matchIfMissing = true)
	SaturationGate monitorConcurrencyGate(ConcurrencyLimiter limiter, ConcurrencySettings settings) {
		return new SaturationGate(limiter, settings.properties().getHealthWaitTime(),
				settings.properties().getHealthRecoveryTime(), Clock.systemUTC());
	}

	@Bean
	Permits monitorConcurrencyPermits(ConcurrencyLimiter limiter, ConcurrencySettings settings, Rejections rejections,
			ObjectProvider<WaitListener> waits, RoundTripListener roundTrips) {
		Rehearsal rehearsal = (settings.properties().getMode() == Mode.OBSERVE)
				? new Rehearsal(limiter, rejections, System::nanoTime) : null;
		return new Permits(limiter, settings.properties().getWaitTime(), waits.getIfAvailable(() -> WaitListener.NONE),
				roundTrips, rehearsal, System::nanoTime);
	}

	@Bean
	OldestRequest monitorConcurrencyOldestRequest(Permits permits) {
		return new OldestRequest(permits, System::nanoTime);
	}

	@Bean
	LimiterStatus monitorConcurrencyStatus(ConcurrencyLimiter limiter) {
		return new LimiterStatus(limiter);
	}

	@Bean
	Rejections monitorConcurrencyRejections(ConcurrencyLimiter limiter, ConcurrencySettings settings) {
		return new Rejections(limiter, settings.properties().getMode(), System::nanoTime);
	}

	@Bean
	@ConditionalOnMissingFilterBean
	FilterRegistrationBean<ConcurrencyLimitFilter> monitorConcurrencyLimitFilter(ConcurrencySettings settings,
			Permits permits, Rejections rejections, ObjectProvider<OwnPaths> ownPaths, Environment environment) {
		ConcurrencyProperties properties = settings.properties();
		PathPatterns excluded = PathPatterns.parse("monitor.concurrency.exclude", properties.getExclude());
		OwnPaths own = OwnPaths.all(ownPaths.stream());
		Exclusions exclusions = new Exclusions((path) -> own.contain(path) || excluded.match(path));
		FilterRegistrationBean<ConcurrencyLimitFilter> registration = new FilterRegistrationBean<>(
				new ConcurrencyLimitFilter(exclusions, permits, rejector(properties.getReject(), rejections),
						DeadlineHeader.named(properties.getDeadlineHeader()), properties.getStreaming(),
						Threading.VIRTUAL.isActive(environment)));
		registration.setOrder(FilterOrder.CONCURRENCY.value());
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

	private static Rejector rejector(ConcurrencyProperties.Reject reject, Rejections rejections) {
		RetryAfter retryAfter = new RetryAfter(reject.getRetryAfterMin(), reject.getRetryAfterMax(), System::nanoTime,
				ThreadLocalRandom::current);
		return new Rejector(HttpStatus.valueOf(reject.getStatus()), rejections, retryAfter);
	}

}
