package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.AsynchronousHold;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.RequestPriority;
import dev.monitor.concurrency.cors.CorsHeaders;
import dev.monitor.concurrency.servlet.ConcurrencyLimitFilter;
import dev.monitor.concurrency.servlet.Exclusions;
import dev.monitor.concurrency.servlet.Rejections;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.RequestMark;
import dev.monitor.http.servlet.FilterOrder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingFilterBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * The filter that limits requests of servlets.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
class ServletLimitConfiguration {

	@Bean
	@ConditionalOnMissingFilterBean
	FilterRegistrationBean<ConcurrencyLimitFilter> monitorConcurrencyLimitFilter(
			ConcurrencyLimit monitorConcurrencyLimit, ConcurrencyProperties properties,
			ObjectProvider<OwnPaths> ownPaths, ObjectProvider<CorsConfigurationSource> cors,
			ObjectProvider<RequestMark> ownRequests, ObjectProvider<RequestPriority> priorities,
			Environment environment) {
		Exclusions exclusions = new Exclusions(FrontSettings.exclusions(properties, ownPaths),
				ownRequests.getIfAvailable());
		FilterRegistrationBean<ConcurrencyLimitFilter> registration = new FilterRegistrationBean<>(
				new ConcurrencyLimitFilter(exclusions,
						FrontSettings.rules(monitorConcurrencyLimit, properties, priorities),
						new Rejections(FrontSettings.answers(monitorConcurrencyLimit, properties.getReject()),
								new CorsHeaders(SingletonSupplier.of(() -> cors.orderedStream().toList()))),
						new AsynchronousHold(properties.getStreaming(), properties.getSuspended()),
						Threading.VIRTUAL.isActive(environment)));
		registration.setOrder(FilterOrder.CONCURRENCY.value());
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

}
