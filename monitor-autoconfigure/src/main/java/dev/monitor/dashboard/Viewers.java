package dev.monitor.dashboard;

import dev.monitor.http.HttpRequest;

/**
 * Decides who gets the data, and who may have something done. Thread-safe, answers from
 * memory.
 */
@FunctionalInterface
public interface Viewers {

	/**
	 * Decide about a request.
	 * @param request the request
	 * @return what becomes of it
	 */
	Visit visit(HttpRequest request);

}
