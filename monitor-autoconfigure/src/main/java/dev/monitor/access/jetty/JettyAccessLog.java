package dev.monitor.access.jetty;

import java.util.concurrent.TimeUnit;

import dev.monitor.access.AccessAttributes;
import dev.monitor.access.AccessEvents;
import dev.monitor.access.AccessRequest;
import dev.monitor.access.AccessResponse;
import dev.monitor.event.TraceIds;
import dev.monitor.http.PriorityAttribute;
import dev.monitor.http.RequestMark;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/**
 * {@link RequestLog} of Jetty. The server calls it for every request when it is complete,
 * once, even for those that no handler has seen.
 */
public final class JettyAccessLog implements RequestLog {

	private final AccessEvents events;

	private final String contextPath;

	/**
	 * Create the log. A request log sees requests as they came to the server, outside of
	 * the application's context.
	 * @param events where to log
	 * @param server the server, with its handlers and connectors
	 */
	public JettyAccessLog(AccessEvents events, Server server) {
		this.events = events;
		ContextHandler application = server.getDescendant(ContextHandler.class);
		String path = (application != null) ? application.getContextPath() : null;
		this.contextPath = (path != null && path.length() > 1) ? path : "";
		DepartedClient.observe(server);
	}

	@Override
	public void log(Request request, Response response) {
		this.events.guard(() -> {
			String mark = request.getHeaders().get(RequestMark.HEADER);
			if (this.events.wants(path(request), mark)) {
				this.events.log(read(request), read(request, response),
						TraceIds.of(request.getAttribute(AccessAttributes.TRACE)));
			}
		});
	}

	private static AccessRequest read(Request request) {
		HttpURI uri = request.getHttpURI();
		return new AccessRequest(Request.getLocalPort(request), request.getMethod(),
				(uri != null) ? uri.getPath() : null, (uri != null) ? uri.getQuery() : null, remoteAddr(request),
				user(request));
	}

	private static @Nullable String remoteAddr(Request request) {
		return (request.getAttribute(AccessAttributes.CLIENT) instanceof String client) ? client
				: Request.getRemoteAddr(request);
	}

	private static AccessResponse read(Request request, Response response) {
		long nanos = NanoTime.since(request.getBeginNanoTime());
		return new AccessResponse(response.getStatus(), response.getHeaders().get(HttpHeader.CONTENT_TYPE),
				bytes(request, response), TimeUnit.NANOSECONDS.toMillis(nanos), DepartedClient.is(request),
				PriorityAttribute.of(request.getAttribute(PriorityAttribute.NAME)));
	}

	/**
	 * Jetty counts bodies that nobody gets: of error pages that answer HEAD, and of
	 * answers whose status allows none. It does not count its own pages for requests that
	 * no handler has seen.
	 */
	private static long bytes(Request request, Response response) {
		if (HttpMethod.HEAD.is(request.getMethod()) || HttpStatus.hasNoBody(response.getStatus())) {
			return 0;
		}
		long written = Response.getContentBytesWritten(response);
		return (written > 0 || DepartedClient.is(request)) ? written
				: Math.max(0, response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH));
	}

	private static @Nullable String user(Request request) {
		if (request.getAttribute(AccessAttributes.USER) instanceof String user) {
			return user;
		}
		Request.AuthenticationState state = Request.getAuthenticationState(request);
		return (state != null && state.getUserPrincipal() != null) ? state.getUserPrincipal().getName() : null;
	}

	/**
	 * A path that Jetty calls ambiguous may lead somewhere else than it seems to, as
	 * {@code /excluded/..%2forders} does, so it is none to be excluded.
	 */
	private @Nullable String path(Request request) {
		HttpURI uri = request.getHttpURI();
		String path = (uri != null && !uri.hasViolations()) ? uri.getDecodedPath() : null;
		return (path != null && path.startsWith(this.contextPath)) ? path.substring(this.contextPath.length()) : path;
	}

}
