package dev.monitor.dashboard.reactive;

import dev.monitor.http.HttpRequest;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * Tells whom the application knows. Thread-safe.
 */
@FunctionalInterface
public interface DashboardUsers {

	/**
	 * Add the user to a request.
	 * @param exchange the request, behind the application's own security
	 * @param request what is known of it without
	 * @return the request with the name and the roles of its user, or the same if there
	 * is none; never empty
	 */
	Mono<HttpRequest> identify(ServerWebExchange exchange, HttpRequest request);

}
