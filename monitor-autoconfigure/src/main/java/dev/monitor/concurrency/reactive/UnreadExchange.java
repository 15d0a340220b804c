package dev.monitor.concurrency.reactive;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;

/**
 * Exchange for those who look at a request that will not be served: its body, which may
 * be long in coming, is empty, and attributes that they set are their own.
 */
final class UnreadExchange extends ServerWebExchangeDecorator {

	private final ServerHttpRequest request;

	private final Map<String, Object> attributes;

	UnreadExchange(ServerWebExchange exchange) {
		super(exchange);
		this.request = new UnreadRequest(exchange.getRequest());
		this.attributes = new ConcurrentHashMap<>(exchange.getAttributes());
		// a mapping would note there what it has found
		this.attributes.remove(ServerRequestObservationContext.CURRENT_OBSERVATION_CONTEXT_ATTRIBUTE);
	}

	@Override
	public ServerHttpRequest getRequest() {
		return this.request;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public Mono<MultiValueMap<String, String>> getFormData() {
		return Mono.just(CollectionUtils.unmodifiableMultiValueMap(new LinkedMultiValueMap<>()));
	}

	@Override
	public Mono<MultiValueMap<String, Part>> getMultipartData() {
		return Mono.just(CollectionUtils.unmodifiableMultiValueMap(new LinkedMultiValueMap<>()));
	}

	private static final class UnreadRequest extends ServerHttpRequestDecorator {

		UnreadRequest(ServerHttpRequest request) {
			super(request);
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

	}

}
