package dev.monitor.concurrency.reactive;

import java.util.function.Predicate;

import dev.monitor.http.PlainPath;
import dev.monitor.http.RequestMark;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;

/**
 * Requests that are never limited: those for certain paths, CORS preflights, those that
 * Monitor sends itself, and those of another web server, such as that of the management
 * port, which asks all filters of the application. Immutable, thread-safe.
 */
public final class Exclusions {

	private final Predicate<String> paths;

	private final @Nullable RequestMark own;

	private final ApplicationContext application;

	/**
	 * Create the exclusions.
	 * @param paths tells which paths are excluded; asked only about those that are
	 * {@linkplain PlainPath plain}
	 * @param own the mark of Monitor's own requests, {@code null} if it sends none
	 * @param application the application that is limited
	 */
	public Exclusions(Predicate<String> paths, @Nullable RequestMark own, ApplicationContext application) {
		this.paths = paths;
		this.own = own;
		this.application = application;
	}

	boolean contain(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		String path = request.getPath().pathWithinApplication().value();
		return (PlainPath.is(path) && this.paths.test(path)) || CorsUtils.isPreFlightRequest(request) || isOwn(request)
				|| isOfAnotherServer(exchange);
	}

	private boolean isOfAnotherServer(ServerWebExchange exchange) {
		ApplicationContext context = exchange.getApplicationContext();
		return context != null && context != this.application;
	}

	private boolean isOwn(ServerHttpRequest request) {
		return this.own != null && this.own.matches(request.getHeaders().getFirst(RequestMark.HEADER));
	}

}
