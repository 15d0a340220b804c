package dev.monitor.http.jetty;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * Runs the {@link Runnable} that a request has as an attribute when the request is over.
 * It is for asynchronous requests that Jetty ends without a word to their listeners, as
 * happens when a response fails that has begun. The request log hears of every request
 * that is over, of these too.
 */
public final class CompletionLog implements RequestLog {

	private final String attribute;

	/**
	 * Create the log.
	 * @param attribute name of the attribute
	 */
	public CompletionLog(String attribute) {
		this.attribute = attribute;
	}

	@Override
	public void log(Request request, Response response) {
		if (request.getAttribute(this.attribute) instanceof Runnable end) {
			end.run();
		}
	}

}
