package dev.monitor.concurrency.tomcat;

import java.io.IOException;

import dev.monitor.concurrency.SlowBody;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Lets a reactive application abandon the body of a request. Otherwise Tomcat goes on
 * reading after the response, and a thread waits for each byte.
 */
public final class TomcatBodyValve extends ValveBase {

	/**
	 * Create a valve that asynchronous requests may pass.
	 */
	public TomcatBodyValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (!request.isFinished()) {
			Runnable abandon = () -> abandonBody(request);
			request.setAttribute(SlowBody.ABANDON_ATTRIBUTE, abandon);
		}
		boolean completing = request.isAsyncCompleting();
		getNext().invoke(request, response);
		if (completing && !request.isAsyncCompleting()) {
			// Tomcat could not send the response, and forgets thereby that it is complete
			request.getAsyncContextInternal().complete();
		}
	}

	private static void abandonBody(Request request) {
		try {
			request.getAsyncContext().addListener(new Abandonment(request.getCoyoteRequest()));
		}
		catch (IllegalStateException ex) {
			// the request is over, and so is its body
		}
	}

	/**
	 * Abandons a body when its request is complete. That is an error to Tomcat, which
	 * would drop a request that is still in progress, and count it for ever.
	 *
	 * @param request the request
	 */
	private record Abandonment(org.apache.coyote.Request request) implements AsyncListener {

		@Override
		public void onComplete(AsyncEvent event) {
			this.request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		}

		@Override
		public void onTimeout(AsyncEvent event) {
		}

		@Override
		public void onError(AsyncEvent event) {
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
		}

	}

}
