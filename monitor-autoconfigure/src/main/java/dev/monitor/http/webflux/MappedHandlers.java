package dev.monitor.http.webflux;

import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/**
 * Finds what the application maps to an exact path, whatever the method: methods of
 * controllers, functional routes, handlers by URL, endpoints of the actuator. A pattern
 * that happens to match is not meant.
 */
public final class MappedHandlers {

	private MappedHandlers() {
	}

	/**
	 * Find the handlers of a path.
	 * @param mapping where to look
	 * @param path the path below that of the application
	 * @return the handlers, named for a person
	 */
	public static Stream<String> at(HandlerMapping mapping, String path) {
		if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
			return methods.getHandlerMethods()
				.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().getDirectPaths().contains(path))
				.map(MappedHandlers::describe);
		}
		Object found = null;
		if (mapping instanceof RouterFunctionMapping routes) {
			found = route(routes.getRouterFunction(), path);
		}
		else if (mapping instanceof AbstractUrlHandlerMapping urls) {
			found = urls.getHandlerMap()
				.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().getPatternString().equals(path))
				.map(Map.Entry::getValue)
				.findFirst()
				.orElse(null);
		}
		return Stream.ofNullable(found).map(MappedHandlers::describe);
	}

	private static @Nullable Object route(@Nullable RouterFunction<?> routes, String path) {
		if (routes == null) {
			return null;
		}
		RouteFinder finder = new RouteFinder(path);
		routes.accept(finder);
		return finder.found();
	}

	private static String describe(Map.Entry<RequestMappingInfo, HandlerMethod> entry) {
		return entry.getValue().toString();
	}

	private static String describe(Object handler) {
		return (handler instanceof String bean) ? "bean " + bean : "route to " + handler.getClass().getName();
	}

}
