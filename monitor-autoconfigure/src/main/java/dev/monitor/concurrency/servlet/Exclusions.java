package dev.monitor.concurrency.servlet;

import java.util.function.Predicate;

import dev.monitor.http.RequestMark;
import dev.monitor.http.servlet.ServletPaths;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are never limited: those for certain paths, CORS preflights, and those
 * that Monitor sends itself.
 * <p>
 * Paths are those inside the application, without the context path. One that the
 * container had to decode or normalize is never excluded, so that a request for something
 * else cannot be dressed up as an excluded one. Immutable, thread-safe.
 */
public final class Exclusions {

	private final Predicate<String> paths;

	private final @Nullable RequestMark own;

	/**
	 * Create the exclusions.
	 * @param paths tells which paths are excluded
	 * @param own the mark of Monitor's own requests, {@code null} if it sends none
	 */
	public Exclusions(Predicate<String> paths, @Nullable RequestMark own) {
		this.paths = paths;
		this.own = own;
	}

	boolean contain(HttpServletRequest request) {
		return containPath(request) || isPreflight(request) || isOwn(request);
	}

	private boolean isOwn(HttpServletRequest request) {
		return this.own != null && this.own.matches(request.getHeader(RequestMark.HEADER));
	}

	private boolean containPath(HttpServletRequest request) {
		String path = ServletPaths.of(request);
		return this.paths.test(path) && isPlain(path, request);
	}

	/**
	 * Tell whether a path was sent as the container has read it.
	 */
	static boolean isPlain(String path, HttpServletRequest request) {
		String uri = request.getRequestURI();
		String context = request.getContextPath();
		return uri.length() == context.length() + path.length() && uri.startsWith(context) && uri.endsWith(path);
	}

	private static boolean isPreflight(HttpServletRequest request) {
		return "OPTIONS".equals(request.getMethod()) && request.getHeader("Origin") != null
				&& request.getHeader("Access-Control-Request-Method") != null;
	}

}
