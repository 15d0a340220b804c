package dev.monitor.benchmarks.load.server;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * The peers of a reactive application, where Monitor's filter would stand.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(PeerProperties.class)
class ReactivePeerConfiguration {

	private static final int ORDER = Integer.MIN_VALUE + 4;

	/**
	 * Its operator waits by blocking the thread that subscribes, an event loop; so it
	 * gets no time to wait.
	 */
	@Bean
	@Order(ORDER)
	@ConditionalOnProperty(name = "load.peer", havingValue = "resilience4j")
	WebFilter bulkheadFilter(PeerProperties properties) {
		Bulkhead bulkhead = Bulkhead.of("requests",
				BulkheadConfig.custom().maxConcurrentCalls(properties.limit()).build());
		return (exchange, chain) -> isProbe(exchange) ? chain.filter(exchange) : chain.filter(exchange)
			.transformDeferred(BulkheadOperator.of(bulkhead))
			.onErrorResume(BulkheadFullException.class, (full) -> reject(exchange, HttpStatus.SERVICE_UNAVAILABLE));
	}

	/**
	 * Starts at the limit of the others and never falls below it; the rest is Gradient2's
	 * own defaults.
	 */
	@Bean
	@Order(ORDER)
	@ConditionalOnProperty(name = "load.peer", havingValue = "netflix")
	WebFilter netflixFilter(PeerProperties properties) {
		Gradient2Limit limit = Gradient2Limit.newBuilder()
			.initialLimit(properties.limit())
			.minLimit(properties.limit())
			.build();
		Limiter<Void> limiter = SimpleLimiter.newBuilder().limit(limit).build();
		return (exchange, chain) -> isProbe(exchange) ? chain.filter(exchange)
				: Mono.defer(() -> limiter.acquire(null)
					.map((permit) -> chain.filter(exchange).doFinally((signal) -> release(permit, signal)))
					.orElseGet(() -> reject(exchange, HttpStatus.TOO_MANY_REQUESTS)));
	}

	@Bean
	@ConditionalOnProperty("load.netty-access-log")
	NettyServerCustomizer accessLog() {
		return (server) -> server.accessLog(true);
	}

	private static void release(Limiter.Listener permit, SignalType signal) {
		if (signal == SignalType.ON_COMPLETE) {
			permit.onSuccess();
		}
		else {
			permit.onIgnore();
		}
	}

	private static boolean isProbe(ServerWebExchange exchange) {
		return exchange.getRequest().getPath().value().equals("/readyz");
	}

	private static Mono<Void> reject(ServerWebExchange exchange, HttpStatus status) {
		exchange.getResponse().setStatusCode(status);
		return exchange.getResponse().setComplete();
	}

}
