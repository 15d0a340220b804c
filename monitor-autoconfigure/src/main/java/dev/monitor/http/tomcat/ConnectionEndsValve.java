package dev.monitor.http.tomcat;

import java.io.IOException;

import dev.monitor.http.servlet.ServletCaller;
import jakarta.servlet.ServletException;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * {@link Valve} that keeps what a request looks like when it comes, before the valve that
 * believes what proxies say has put the claimed address in the place of the peer's and
 * has taken the header out. It has to be the first valve.
 */
public final class ConnectionEndsValve extends ValveBase {

	/**
	 * Create the valve.
	 */
	public ConnectionEndsValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		request.setAttribute(ServletCaller.ENDS, new TomcatConnection(request));
		getNext().invoke(request, response);
	}

}
