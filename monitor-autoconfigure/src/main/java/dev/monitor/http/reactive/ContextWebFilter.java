package dev.monitor.http.reactive;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link WebFilter} for the server of the context whose bean it is, and no other: the
 * server of a child context, such as the one of {@code management.server.port}, asks the
 * filters of the parent too.
 */
public abstract class ContextWebFilter implements WebFilter, Ordered, ApplicationContextAware {

	private final int order;

	private @Nullable ApplicationContext context;

	/**
	 * Create the filter.
	 * @param order its place, lower ones first
	 */
	protected ContextWebFilter(int order) {
		this.order = order;
	}

	/**
	 * Filter a request to the server of this context.
	 * @param exchange the request and its response
	 * @param chain goes on
	 * @return completes when the request has been served
	 */
	protected abstract Mono<Void> filterOwn(ServerWebExchange exchange, WebFilterChain chain);

	@Override
	public final Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return Objects.equals(exchange.getApplicationContext(), this.context) ? filterOwn(exchange, chain)
				: chain.filter(exchange);
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		this.context = applicationContext;
	}

}
