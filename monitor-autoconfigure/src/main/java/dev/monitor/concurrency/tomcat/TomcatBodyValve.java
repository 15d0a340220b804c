package dev.monitor.concurrency.tomcat;

import java.io.IOException;

import dev.monitor.concurrency.SlowBody;
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
			org.apache.coyote.Request coyote = request.getCoyoteRequest();
			Runnable abandon = () -> coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			request.setAttribute(SlowBody.ABANDON_ATTRIBUTE, abandon);
		}
		getNext().invoke(request, response);
	}

}
