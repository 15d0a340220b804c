package dev.monitor.scrape.servlet;

import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The path of the scrape endpoint, and the requests the container maps to it. Compares
 * the decoded path without parameters, the one the container chose the servlet by.
 */
public final class ScrapePath {

	private static final String DISPATCHER_SERVLET = "dispatcherServlet";

	private final Supplier<String> path;

	/**
	 * Create the path.
	 * @param path gives the path below that of the context or the dispatcher servlet,
	 * empty if nothing is served; asked for each request
	 */
	public ScrapePath(Supplier<String> path) {
		this.path = path;
	}

	boolean matches(HttpServletRequest request) {
		String path = this.path.get();
		String pathInfo = request.getPathInfo();
		if (path.isEmpty()) {
			return false;
		}
		if (pathInfo == null) {
			return path.equals(request.getServletPath());
		}
		return path.equals(request.getServletPath() + pathInfo) || (path.equals(pathInfo)
				&& DISPATCHER_SERVLET.equals(request.getHttpServletMapping().getServletName()));
	}

}
