package dev.monitor.http.jetty;

import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;

/**
 * Adds request logs to a Jetty server, which has one only.
 */
public final class RequestLogs {

	private RequestLogs() {
	}

	/**
	 * Add a log behind the one that the server has, if any.
	 * @param server the server, not yet started
	 * @param log the log to add
	 */
	public static void add(Server server, RequestLog log) {
		RequestLog present = server.getRequestLog();
		server.setRequestLog((present != null) ? new RequestLog.Collection(present, log) : log);
	}

}
