package dev.monitor.http.tomcat;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Runs the {@link Runnable} that a request has as an attribute when the request is over.
 * It is for asynchronous requests that Tomcat drops without a word to their listeners, as
 * happens when a client leaves in the middle of a response. The access logs of the engine
 * hear of every request that is over, of these too.
 */
public final class CompletionValve extends ValveBase implements AccessLog {

	private final String attribute;

	/**
	 * Create a valve that asynchronous requests may pass.
	 * @param attribute name of the attribute
	 */
	public CompletionValve(String attribute) {
		super(true);
		this.attribute = attribute;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
	}

	@Override
	public void log(Request request, Response response, long nanos) {
		if (request.getAttribute(this.attribute) instanceof Runnable end) {
			end.run();
		}
	}

	@Override
	public void setRequestAttributesEnabled(boolean requestAttributesEnabled) {
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return false;
	}

}
