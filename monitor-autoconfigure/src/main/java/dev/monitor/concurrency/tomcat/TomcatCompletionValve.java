package dev.monitor.concurrency.tomcat;

import java.io.IOException;

import dev.monitor.concurrency.servlet.ReleaseOnComplete;
import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Gives back the permits of asynchronous requests that Tomcat drops without a word to
 * their listeners, as happens when a client leaves in the middle of a response. The
 * access logs of the engine hear of every request that is over, of these too.
 */
public final class TomcatCompletionValve extends ValveBase implements AccessLog {

	/**
	 * Create a valve that asynchronous requests may pass.
	 */
	public TomcatCompletionValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
	}

	@Override
	public void log(Request request, Response response, long nanos) {
		ReleaseOnComplete.releaseNow(request.getAttribute(ReleaseOnComplete.PERMIT_ATTRIBUTE));
	}

	@Override
	public void setRequestAttributesEnabled(boolean requestAttributesEnabled) {
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return false;
	}

}
