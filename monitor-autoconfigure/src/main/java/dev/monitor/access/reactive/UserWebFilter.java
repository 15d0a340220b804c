package dev.monitor.access.reactive;

import java.security.Principal;

import dev.monitor.access.AccessAttributes;
import dev.monitor.http.reactive.NativeRequest;
import dev.monitor.http.reactive.RequestAttributes;
import dev.monitor.http.servlet.FilterOrder;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Keeps the name of a request's user for its access event. Stands behind the filters that
 * authenticate. The user is asked for when the response begins, when who needs to know it
 * has read it from where it is stored; it is over before any filter learns of its end.
 */
public final class UserWebFilter implements WebFilter, Ordered {

	private final RequestAttributes attributes;

	/**
	 * Create the filter.
	 * @param attributes where to keep it
	 */
	public UserWebFilter(RequestAttributes attributes) {
		this.attributes = attributes;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		Mono<Principal> principal = exchange.getPrincipal();
		// an exchange that nobody has authenticated costs nothing
		if (principal != Mono.<Principal>empty()) {
			exchange.getResponse().beforeCommit(() -> keepUser(exchange, principal));
		}
		return chain.filter(exchange);
	}

	private Mono<Void> keepUser(ServerWebExchange exchange, Mono<Principal> principal) {
		return principal.doOnNext((user) -> keepUser(exchange, user.getName())).onErrorComplete().then();
	}

	private void keepUser(ServerWebExchange exchange, String name) {
		Object request = NativeRequest.of(exchange.getRequest());
		if (request != null) {
			this.attributes.set(request, AccessAttributes.USER, name);
		}
	}

	@Override
	public int getOrder() {
		return FilterOrder.USER.value();
	}

}
