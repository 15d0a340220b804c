package dev.monitor.access.servlet;

import java.io.IOException;

import dev.monitor.event.TraceIds;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;

/**
 * Keeps what only filters know of a request as it arrives for its access event: the
 * address of its client, where one in front has put another into the place of the
 * connection's, and the trace that one in front has opened.
 */
public final class ArrivalFilter implements Filter {

	/**
	 * Name of the request attribute that holds the client's address.
	 */
	public static final String CLIENT = ArrivalFilter.class.getName() + ".CLIENT";

	/**
	 * Name of the request attribute that holds the {@link TraceIds}.
	 */
	public static final String TRACE = TraceIds.class.getName();

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String address = (request instanceof ServletRequestWrapper) ? request.getRemoteAddr() : null;
		if (address != null) {
			request.setAttribute(CLIENT, address);
		}
		TraceIds ids = TraceIds.current();
		if (!ids.equals(TraceIds.NONE)) {
			request.setAttribute(TRACE, ids);
		}
		chain.doFilter(request, response);
	}

}
