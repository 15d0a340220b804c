package dev.monitor.http.webflux;

import dev.monitor.http.spring.RoutePath;

import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;

/**
 * {@link RoutePath} of Spring WebFlux.
 */
@SuppressWarnings("removal")
final class PredicatePath extends RoutePath implements RequestPredicates.Visitor {

	@Override
	public void queryParam(String name, String value) {
	}

	@Override
	public void unknown(RequestPredicate predicate) {
	}

}
