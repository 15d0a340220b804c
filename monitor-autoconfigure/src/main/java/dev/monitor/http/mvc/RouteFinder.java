package dev.monitor.http.mvc;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.monitor.http.spring.RouteSearch;

import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * {@link RouteSearch} through the routes of Spring MVC.
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
	public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
	}

	@Override
	public void attributes(Map<String, Object> attributes) {
	}

	@Override
	public void unknown(RouterFunction<?> function) {
	}

}
