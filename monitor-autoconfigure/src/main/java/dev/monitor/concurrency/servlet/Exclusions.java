package dev.monitor.concurrency.servlet;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Requests that are never limited: those below certain paths, and CORS preflights.
 * <p>
 * Paths are those inside the application, without the context path. One that the
 * container had to decode or normalize is never excluded, so that a request for something
 * else cannot be dressed up as an excluded one. Immutable, thread-safe.
 */
public final class Exclusions {

	private final List<String> roots;

	private final List<PathPattern> patterns;

	/**
	 * Create the exclusions.
	 * @param roots paths excluded with everything below them, such as {@code /actuator}
	 * @param patterns patterns of further paths
	 */
	public Exclusions(List<String> roots, List<PathPattern> patterns) {
		this.roots = List.copyOf(roots);
		this.patterns = List.copyOf(patterns);
	}

	boolean contain(HttpServletRequest request) {
		return containPath(request) || isPreflight(request);
	}

	private boolean containPath(HttpServletRequest request) {
		if (this.roots.isEmpty() && this.patterns.isEmpty()) {
			return false;
		}
		String path = path(request);
		for (String root : this.roots) {
			if (path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/')) {
				return isPlain(path, request);
			}
		}
		return !this.patterns.isEmpty() && matchesPattern(path) && isPlain(path, request);
	}

	private boolean matchesPattern(String path) {
		PathContainer parsed = PathContainer.parsePath(path);
		for (PathPattern pattern : this.patterns) {
			if (pattern.matches(parsed)) {
				return true;
			}
		}
		return false;
	}

	private static String path(HttpServletRequest request) {
		String path = request.getServletPath();
		String more = request.getPathInfo();
		return (more != null) ? path + more : path;
	}

	private static boolean isPlain(String path, HttpServletRequest request) {
		String uri = request.getRequestURI();
		String context = request.getContextPath();
		return uri.length() == context.length() + path.length() && uri.startsWith(context) && uri.endsWith(path);
	}

	private static boolean isPreflight(HttpServletRequest request) {
		return "OPTIONS".equals(request.getMethod()) && request.getHeader("Origin") != null
				&& request.getHeader("Access-Control-Request-Method") != null;
	}

}
