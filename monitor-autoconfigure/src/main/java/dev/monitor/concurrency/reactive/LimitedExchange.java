package dev.monitor.concurrency.reactive;

import dev.monitor.concurrency.Permit;

import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;

/**
 * Exchange whose response gives a {@link Permit} back as soon as it turns out to be a
 * stream.
 */
final class LimitedExchange extends ServerWebExchangeDecorator {

	private final ServerHttpResponse response;

	LimitedExchange(ServerWebExchange exchange, Permit permit) {
		super(exchange);
		ServerHttpResponse response = exchange.getResponse();
		this.response = (response instanceof ZeroCopyHttpOutputMessage)
				? new ZeroCopyStreamingResponse(response, permit) : new StreamingResponse(response, permit);
	}

	@Override
	public ServerHttpResponse getResponse() {
		return this.response;
	}

}
