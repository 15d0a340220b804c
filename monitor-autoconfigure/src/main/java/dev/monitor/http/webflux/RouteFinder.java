package dev.monitor.http.webflux;

import java.util.Map;
import java.util.function.Function;

import dev.monitor.http.spring.RouteSearch;
import reactor.core.publisher.Mono;

import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * {@link RouteSearch} through the routes of Spring WebFlux.
 */
final class RouteFinder extends RouteSearch<HandlerFunction<?>> implements RouterFunctions.Visitor {

	RouteFinder(String path) {
		super(path);
	}

	@Override
	public void startNested(RequestPredicate predicate) {
		enter(path(predicate));
	}

	@Override
	public void endNested(RequestPredicate predicate) {
		leave();
	}

	@Override
	public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
		visit(path(predicate), handler);
	}

	private static String path(RequestPredicate predicate) {
		PredicatePath path = new PredicatePath();
		predicate.accept(path);
		return path.value();
	}

	@Override
	public void resources(Function<ServerRequest, Mono<Resource>> lookup) {
	}

	@Override
	public void attributes(Map<String, Object> attributes) {
	}

	@Override
	public void unknown(RouterFunction<?> function) {
	}

}
