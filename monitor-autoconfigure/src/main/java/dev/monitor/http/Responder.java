package dev.monitor.http;

/**
 * Answers requests where no thread may wait for the answer.
 */
@FunctionalInterface
public interface Responder {

	/**
	 * Answer a request, or see to it that another thread does. Called by the thread that
	 * speaks with all clients, so it must not wait for anything. What it throws is
	 * answered with 500, what takes too long with 503.
	 * @param request the request
	 * @param answer takes the response
	 */
	void respond(HttpRequest request, Answer answer);

}
