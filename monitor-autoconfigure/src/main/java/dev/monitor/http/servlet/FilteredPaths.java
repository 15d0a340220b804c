package dev.monitor.http.servlet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Exact paths that a filter answers. Tomcat asks no filter about a path that no servlet
 * is mapped to, so one has to be.
 */
public final class FilteredPaths {

	private final Collection<String> paths;

	/**
	 * Create the paths.
	 * @param paths the paths below that of the context
	 */
	public FilteredPaths(Collection<String> paths) {
		this.paths = List.copyOf(paths);
	}

	/**
	 * Return the servlets whose place the filter takes: those mapped to such a path
	 * alone, or to all below it.
	 * @param context the context, with all servlets
	 * @return names of servlets by path
	 */
	public Map<String, String> servlets(ServletContext context) {
		Map<String, String> found = new LinkedHashMap<>();
		for (ServletRegistration registration : context.getServletRegistrations().values()) {
			for (String mapping : registration.getMappings()) {
				String path = withoutWildcard(mapping);
				if (this.paths.contains(path)) {
					found.put(path, "servlet " + registration.getName());
				}
			}
		}
		return found;
	}

	/**
	 * See to it that the container maps each path to a servlet: one that answers with 404
	 * where there is none, as the container would. Where there is one, nothing changes.
	 * @param context the context, with all servlets
	 * @param name name of the servlet
	 */
	public void map(ServletContext context, String name) {
		List<String> unmapped = new ArrayList<>(this.paths);
		for (ServletRegistration registration : context.getServletRegistrations().values()) {
			for (String mapping : registration.getMappings()) {
				unmapped.removeIf((path) -> covers(mapping, path));
			}
		}
		if (!unmapped.isEmpty()) {
			context.addServlet(name, (Servlet) new NotFound()).addMapping(unmapped.toArray(new String[0]));
		}
	}

	/**
	 * As section 12.2 of the Servlet specification has it.
	 */
	private static boolean covers(String mapping, String path) {
		return mapping.equals("/") || mapping.equals(path)
				|| (mapping.endsWith("/*") && (path + "/").startsWith(mapping.substring(0, mapping.length() - 1)))
				|| (mapping.startsWith("*.") && path.endsWith(mapping.substring(1)));
	}

	private static String withoutWildcard(String mapping) {
		return mapping.endsWith("/*") ? mapping.substring(0, mapping.length() - 2) : mapping;
	}

	private static final class NotFound extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.sendError(HttpServletResponse.SC_NOT_FOUND);
		}

	}

}
