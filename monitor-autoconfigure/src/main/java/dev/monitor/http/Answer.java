package dev.monitor.http;

import java.util.function.Consumer;

/**
 * Takes the response to one request, from any thread; all but the first are ignored.
 */
@FunctionalInterface
public interface Answer extends Consumer<HttpResponse> {

	/**
	 * Tell that the request has been judged and will be served, though that may take a
	 * while. Where there is not room for all clients, others have to go first. May be
	 * called from any thread, before the response is accepted.
	 */
	default void admit() {
	}

}
