package dev.monitor.http.servlet;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Paths of requests as the container has read them.
 */
public final class ServletPaths {

	private ServletPaths() {
	}

	/**
	 * Return the path below that of the context, decoded, whichever servlet it is mapped
	 * to.
	 * @param request the request
	 * @return the path, with a slash at its beginning or empty
	 */
	public static String of(HttpServletRequest request) {
		String more = request.getPathInfo();
		return (more != null) ? request.getServletPath() + more : request.getServletPath();
	}

}
