package dev.monitor.benchmarks.load.server;

import java.util.Map;

import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limiter.AbstractPartitionedLimiter;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The peers that tell requests of different classes apart, each with the same limit in
 * all. The class is the last part of the path.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class PriorityPeerConfiguration {

	private static final int TOO_MANY_REQUESTS = 429;

	/**
	 * A quarter of the limit is for critical requests, half for normal ones and a quarter
	 * for low ones; each is the caller's while the whole has room.
	 */
	@Bean
	@ConditionalOnProperty(name = "load.peer", havingValue = "netflix-partitions")
	FilterRegistrationBean<Filter> partitionsFilter(PeerProperties properties) {
		return PeerConfiguration.register(new NetflixFilter(new Partitions().limit(FixedLimit.of(properties.limit()))
			.partitionResolver(PriorityPeerConfiguration::kind)
			.partition("critical", 0.25)
			.partition("normal", 0.5)
			.partition("low", 0.25)
			.build()));
	}

	/**
	 * The same quarters and half, but each to itself.
	 */
	@Bean
	@ConditionalOnProperty(name = "load.peer", havingValue = "bulkheads")
	FilterRegistrationBean<Filter> bulkheadsFilter(PeerProperties properties) {
		int quarter = properties.limit() / 4;
		Bulkhead rest = bulkhead("normal", properties.limit() - 2 * quarter, properties);
		Map<String, Bulkhead> bulkheads = Map.of("critical", bulkhead("critical", quarter, properties), "low",
				bulkhead("low", quarter, properties));
		return PeerConfiguration
			.register(new BulkheadFilter((request) -> bulkheads.getOrDefault(kind(request), rest), TOO_MANY_REQUESTS));
	}

	private static Bulkhead bulkhead(String name, int limit, PeerProperties properties) {
		return Bulkhead.of(name,
				BulkheadConfig.custom().maxConcurrentCalls(limit).maxWaitDuration(properties.waitTime()).build());
	}

	private static String kind(HttpServletRequest request) {
		String path = request.getRequestURI();
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private static final class Partitions extends AbstractPartitionedLimiter.Builder<Partitions, HttpServletRequest> {

		@Override
		protected Partitions self() {
			return this;
		}

	}

}
