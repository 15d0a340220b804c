package dev.monitor.benchmarks.load.server;

import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.handler.QoSHandler;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * The peers, each where Monitor's filter would stand: behind the health paths and the
 * observation of requests.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(PeerProperties.class)
class PeerConfiguration {

	@Bean
	@ConditionalOnProperty(name = "load.peer", havingValue = "semaphore")
	FilterRegistrationBean<Filter> semaphoreFilter(PeerProperties properties) {
		return register(new SemaphoreFilter(properties.limit(), properties.waitTime()));
	}

	@Bean
	@ConditionalOnProperty(name = "load.peer", havingValue = "resilience4j")
	FilterRegistrationBean<Filter> bulkheadFilter(PeerProperties properties) {
		BulkheadConfig config = BulkheadConfig.custom()
			.maxConcurrentCalls(properties.limit())
			.maxWaitDuration(properties.waitTime())
			.build();
		Bulkhead bulkhead = Bulkhead.of("requests", config);
		return register(new BulkheadFilter((request) -> bulkhead, HttpServletResponse.SC_SERVICE_UNAVAILABLE));
	}

	/**
	 * Starts at the limit of the others and never falls below it; the rest is Gradient2's
	 * own defaults.
	 */
	@Bean
	@ConditionalOnProperty(name = "load.peer", havingValue = "netflix")
	FilterRegistrationBean<Filter> netflixFilter(PeerProperties properties) {
		Gradient2Limit limit = Gradient2Limit.newBuilder()
			.initialLimit(properties.limit())
			.minLimit(properties.limit())
			.build();
		return register(new NetflixFilter(SimpleLimiter.newBuilder().limit(limit).<HttpServletRequest>build()));
	}

	/**
	 * A wait of zero means for ever to this handler, so then nobody may wait at all.
	 */
	@Bean
	@ConditionalOnProperty(name = "load.peer", havingValue = "qos-handler")
	JettyServerCustomizer qosHandler(PeerProperties properties) {
		return (server) -> {
			QoSHandler handler = new QoSHandler();
			handler.setMaxRequestCount(properties.limit());
			handler.setMaxSuspend(properties.waitTime());
			if (properties.waitTime().isZero()) {
				handler.setMaxSuspendedRequestCount(0);
			}
			handler.excludePath("/readyz");
			server.insertHandler(handler);
		};
	}

	static FilterRegistrationBean<Filter> register(Filter filter) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

}
