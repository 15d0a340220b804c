package dev.monitor.dashboard.servlet;

import java.io.IOException;
import java.util.function.Supplier;

import dev.monitor.dashboard.Dashboard;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.servlet.ServletHttpRequest;
import dev.monitor.http.servlet.ServletHttpResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@link HttpServlet} that answers all below its path, with any method.
 */
public final class DashboardServlet extends HttpServlet {

	/**
	 * Name under which it is registered.
	 */
	public static final String NAME = "monitorDashboard";

	private static final long serialVersionUID = 1L;

	private final transient Supplier<Dashboard> dashboard;

	/**
	 * Create the servlet.
	 * @param dashboard gives the page, asked at each request
	 */
	public DashboardServlet(Supplier<Dashboard> dashboard) {
		this.dashboard = dashboard;
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String path = (request.getPathInfo() != null) ? request.getPathInfo() : "";
		HttpResponse answer = this.dashboard.get().answer(path, new ServletHttpRequest(request));
		ServletHttpResponse.write(answer, request, response);
	}

}
