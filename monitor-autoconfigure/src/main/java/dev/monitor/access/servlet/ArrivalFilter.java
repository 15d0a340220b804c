package dev.monitor.access.servlet;

import java.io.IOException;

import dev.monitor.access.AccessAttributes;
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

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String address = (request instanceof ServletRequestWrapper) ? request.getRemoteAddr() : null;
		if (address != null) {
			request.setAttribute(AccessAttributes.CLIENT, address);
		}
		TraceIds ids = TraceIds.current();
		if (!ids.equals(TraceIds.NONE)) {
			request.setAttribute(AccessAttributes.TRACE, ids);
		}
		chain.doFilter(request, response);
	}

}
