package dev.monitor.concurrency.reactive;

import java.util.function.Predicate;

import dev.monitor.http.PlainPath;
import dev.monitor.http.RequestMark;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.reactive.CorsUtils;

/**
 * Requests that are never limited: those for certain paths, CORS preflights, and those
 * that Monitor sends itself. Immutable, thread-safe.
 */
public final class Exclusions {

	private final Predicate<String> paths;

	private final @Nullable RequestMark own;

	/**
	 * Create the exclusions.
	 * @param paths tells which paths are excluded; asked only about those that are
	 * {@linkplain PlainPath plain}
	 * @param own the mark of Monitor's own requests, {@code null} if it sends none
	 */
	public Exclusions(Predicate<String> paths, @Nullable RequestMark own) {
		this.paths = paths;
		this.own = own;
	}

	boolean contain(ServerHttpRequest request) {
		String path = request.getPath().pathWithinApplication().value();
		return (PlainPath.is(path) && this.paths.test(path)) || CorsUtils.isPreFlightRequest(request) || isOwn(request);
	}

	private boolean isOwn(ServerHttpRequest request) {
		return this.own != null && this.own.matches(request.getHeaders().getFirst(RequestMark.HEADER));
	}

}
