package dev.monitor.access.tomcat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.monitor.access.AccessAttributes;
import dev.monitor.access.AccessEvents;
import dev.monitor.access.AccessRequest;
import dev.monitor.access.AccessResponse;
import dev.monitor.event.TraceIds;
import dev.monitor.http.PriorityAttribute;
import dev.monitor.http.RequestMark;
import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * {@link AccessLog} of Tomcat's engine. The engine is told of every request when it is
 * complete, once, even of those that no context has seen.
 */
public final class TomcatAccessValve extends ValveBase implements AccessLog {

	private final AccessEvents events;

	/**
	 * Create the valve.
	 * @param events where to log
	 */
	public TomcatAccessValve(AccessEvents events) {
		super(true);
		this.events = events;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		this.events.guard(() -> {
			// Nobody knows it when the connection has been closed.
			request.getRemoteAddr();
			SentResponse.observe(response.getCoyoteResponse());
		});
		getNext().invoke(request, response);
	}

	@Override
	public void log(Request request, Response response, long nanos) {
		this.events.guard(() -> {
			boolean wanted = this.events.wants(path(request), request.getHeader(RequestMark.HEADER));
			if (wanted && !isHandedOver(response)) {
				this.events.log(read(request), read(request, response, nanos),
						TraceIds.of(request.getAttribute(AccessAttributes.TRACE)));
			}
		});
	}

	/**
	 * Tell whether the answer was only that HTTP/2 goes on with the same request, of
	 * which the engine is told again.
	 */
	private static boolean isHandedOver(Response response) {
		return response.getStatus() == Response.SC_SWITCHING_PROTOCOLS
				&& "h2c".equalsIgnoreCase(response.getHeader("Upgrade"));
	}

	private static AccessRequest read(Request request) {
		return new AccessRequest(request.getConnector().getLocalPort(), request.getMethod(), request.getRequestURI(),
				request.getQueryString(), remoteAddr(request), user(request));
	}

	private static AccessResponse read(Request request, Response response, long nanos) {
		SentResponse sent = SentResponse.of(response.getCoyoteResponse());
		return new AccessResponse((sent != null) ? sent.status() : response.getStatus(), response.getContentType(),
				bytes(request, response, sent), TimeUnit.NANOSECONDS.toMillis(nanos), DepartedClient.is(request, sent),
				PriorityAttribute.of(request.getAttribute(PriorityAttribute.NAME)));
	}

	/**
	 * What was written has what no client gets: the body of an answer to HEAD, and what
	 * compression saves. A file that the system sends by itself is not in it.
	 */
	private static long bytes(Request request, Response response, @Nullable SentResponse sent) {
		long bytes = (sent != null) ? sent.bytes()
				: Math.min(response.getCoyoteResponse().getContentWritten(), response.getBytesWritten(false));
		boolean file = request.getAttribute(Globals.SENDFILE_FILENAME_ATTR) != null;
		return (bytes == 0 && file && request.getAttribute(Globals.SENDFILE_FILE_START_ATTR) instanceof Long start
				&& request.getAttribute(Globals.SENDFILE_FILE_END_ATTR) instanceof Long end) ? end - start : bytes;
	}

	/**
	 * The valve that trusts forwarding headers keeps what it found in an attribute.
	 */
	private static @Nullable String remoteAddr(Request request) {
		if (request.getAttribute(AccessAttributes.CLIENT) instanceof String client) {
			return client;
		}
		return (request.getAttribute(AccessLog.REMOTE_ADDR_ATTRIBUTE) instanceof String forwarded) ? forwarded
				: request.getRemoteAddr();
	}

	private static @Nullable String user(Request request) {
		return (request.getAttribute(AccessAttributes.USER) instanceof String user) ? user : request.getRemoteUser();
	}

	private static @Nullable String path(Request request) {
		String path = request.getDecodedRequestURI();
		String context = request.getContextPath();
		return (path != null && context != null && path.startsWith(context)) ? path.substring(context.length()) : path;
	}

	@Override
	public void setRequestAttributesEnabled(boolean requestAttributesEnabled) {
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return true;
	}

}
