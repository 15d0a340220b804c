package dev.monitor.http.webflux;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Walks through routes and keeps the handler of one whose path is exactly the one looked
 * for. Other conditions of a route are passed over.
 */
final class RouteFinder implements RouterFunctions.Visitor {

	private final String path;

	private final Deque<String> prefixes = new ArrayDeque<>();

	private @Nullable HandlerFunction<?> found;

	RouteFinder(String path) {
		this.path = path;
	}

	@Nullable HandlerFunction<?> found() {
		return this.found;
	}

	@Override
	public void startNested(RequestPredicate predicate) {
		this.prefixes.addLast(path(predicate));
	}

	@Override
	public void endNested(RequestPredicate predicate) {
		this.prefixes.removeLast();
	}

	@Override
	public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
		if ((String.join("", this.prefixes) + path(predicate)).equals(this.path)) {
			this.found = handler;
		}
	}

	private static String path(RequestPredicate predicate) {
		RoutePath path = new RoutePath();
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
