package dev.monitor.concurrency.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Headers of a rejection that depend on its request.
 */
@FunctionalInterface
public interface RejectionHeaders {

	/**
	 * Add the headers. Called on the request's thread while the application is
	 * overloaded, so it must neither wait nor throw, nor touch the body of the request.
	 * @param request the request
	 * @param response its response, not yet committed
	 */
	void add(HttpServletRequest request, HttpServletResponse response);

}
