package dev.monitor.database.reactive;

import dev.monitor.database.Databases;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * {@link WebExceptionHandler} that handles nothing, but sees every failure that is left
 * when a request has been handled, before it becomes an answer.
 */
public final class FailedExchanges implements WebExceptionHandler, Ordered {

	private final Databases databases;

	/**
	 * Create the handler.
	 * @param databases told of every failure
	 */
	public FailedExchanges(Databases databases) {
		this.databases = databases;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
		this.databases.requestFailed(failure);
		return Mono.error(failure);
	}

}
