package dev.monitor.concurrency.reactive;

import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;

/**
 * Exchange whose response tells as soon as it turns out to be a stream.
 */
final class LimitedExchange extends ServerWebExchangeDecorator {

	private final ServerHttpResponse response;

	LimitedExchange(ServerWebExchange exchange, Runnable streams) {
		super(exchange);
		ServerHttpResponse response = exchange.getResponse();
		this.response = (response instanceof ZeroCopyHttpOutputMessage)
				? new ZeroCopyStreamingResponse(response, streams) : new StreamingResponse(response, streams);
	}

	@Override
	public ServerHttpResponse getResponse() {
		return this.response;
	}

}
