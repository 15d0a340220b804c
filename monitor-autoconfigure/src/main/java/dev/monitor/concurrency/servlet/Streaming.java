package dev.monitor.concurrency.servlet;

/**
 * How long an asynchronous response of type {@code text/event-stream} or
 * {@code application/x-ndjson} holds its permit.
 */
public enum Streaming {

	/**
	 * Until the handler has returned and the type of the response is known.
	 */
	RELEASE,

	/**
	 * Until the response is complete.
	 */
	HOLD

}
