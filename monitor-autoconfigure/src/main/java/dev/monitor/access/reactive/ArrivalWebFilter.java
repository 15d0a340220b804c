package dev.monitor.access.reactive;

import java.net.InetSocketAddress;

import dev.monitor.access.AccessAttributes;
import dev.monitor.event.TraceIds;
import dev.monitor.http.reactive.NativeRequest;
import dev.monitor.http.reactive.RequestAttributes;
import dev.monitor.http.servlet.FilterOrder;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Keeps what only filters know of a request as it arrives for its access event: the
 * address of its client, where forwarding headers have put another into the place of the
 * connection's, and the trace that the observation around all filters has opened.
 */
public final class ArrivalWebFilter implements WebFilter, Ordered {

	private final RequestAttributes attributes;

	/**
	 * Create the filter.
	 * @param attributes where to keep it
	 */
	public ArrivalWebFilter(RequestAttributes attributes) {
		this.attributes = attributes;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		Object request = NativeRequest.of(exchange.getRequest());
		if (request == null) {
			return chain.filter(exchange);
		}
		InetSocketAddress address = exchange.getRequest().getRemoteAddress();
		if (address != null) {
			this.attributes.set(request, AccessAttributes.CLIENT, address.getHostString());
		}
		// handle() opens the scope of the observation in the context, if it can be
		return Mono.just(request).<Void>handle((arrived, sink) -> keepTrace(arrived)).then(chain.filter(exchange));
	}

	private void keepTrace(Object request) {
		TraceIds ids = TraceIds.current();
		if (!ids.equals(TraceIds.NONE)) {
			this.attributes.set(request, AccessAttributes.TRACE, ids);
		}
	}

	@Override
	public int getOrder() {
		return FilterOrder.ARRIVAL.value();
	}

}
