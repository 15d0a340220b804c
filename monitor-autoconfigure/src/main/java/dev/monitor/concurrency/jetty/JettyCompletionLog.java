package dev.monitor.concurrency.jetty;

import dev.monitor.concurrency.servlet.ReleaseOnComplete;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * Gives back the permits of asynchronous requests that Jetty ends without a word to their
 * listeners, as happens when a response fails that has begun. The request log hears of
 * every request that is over, of these too.
 */
public final class JettyCompletionLog implements RequestLog {

	@Override
	public void log(Request request, Response response) {
		ReleaseOnComplete.releaseNow(request.getAttribute(ReleaseOnComplete.PERMIT_ATTRIBUTE));
	}

}
