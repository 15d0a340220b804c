package dev.monitor.http.servlet;

import java.io.IOException;

import dev.monitor.http.HttpResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Writes an {@link HttpResponse} through a servlet container. Not by its error page, so
 * that no error handling of the application can turn the answer into a redirect.
 */
public final class ServletHttpResponse {

	private ServletHttpResponse() {
	}

	/**
	 * Forbid to store what is answered.
	 * @param response the container's response, not yet committed
	 */
	public static void forbidStoring(HttpServletResponse response) {
		response.setHeader("Cache-Control", "no-store");
	}

	/**
	 * Write a response.
	 * @param answer what to write
	 * @param request the request that it answers
	 * @param response the container's response, not yet committed
	 * @throws IOException if the client is gone
	 */
	public static void write(HttpResponse answer, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setStatus(answer.status());
		forbidStoring(response);
		answer.forEachHeader(response::setHeader);
		response.setContentLength(answer.body().length);
		if (!"HEAD".equals(request.getMethod())) {
			response.getOutputStream().write(answer.body());
		}
	}

}
