package dev.monitor.concurrency.reactive;

import java.util.concurrent.Executor;

/**
 * What the limiter needs of the web server below a reactive application. Requests are
 * those of the server itself. Thread-safe.
 */
public interface ReactiveServer {

	/**
	 * Tell whether a request is one of this server's.
	 * @param request the server's own request
	 * @return whether it is
	 */
	boolean supports(Object request);

	/**
	 * Tell whether a request that gets a permit at once goes on by the executor too.
	 * Where one thread reads requests and serves them, one that computes would keep those
	 * behind it from being counted, or rejected, in time.
	 * @return whether it does
	 */
	boolean letsOthersArrive();

	/**
	 * Return the thread on which a request goes on that had to wait. It is never the
	 * thread that asks the executor: what is executed comes later.
	 * @param request the server's own request, which is served now
	 * @return the executor
	 */
	Executor executor(Object request);

	/**
	 * Have something run when the server has given up a request without a word to the
	 * application. It may run for any request that is over.
	 * @param request the server's own request, which is served now
	 * @param end what to run, once or more often
	 */
	void whenDropped(Object request, Runnable end);

	/**
	 * Have something run when the response has been sent, which the application has
	 * written to its end; at once if it has been sent already, or if the request goes on
	 * as a WebSocket.
	 * @param request the server's own request
	 * @param end what to run, once
	 */
	void whenSent(Object request, Runnable end);

	/**
	 * See to it that the server does not wait for the rest of a body, which nobody will
	 * read, before it closes the connection.
	 * @param request the server's own request, which is served now
	 */
	void abandonBody(Object request);

}
