package dev.monitor.access.servlet;

import java.io.IOException;

import dev.monitor.event.TraceIds;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Keeps the ids of a request's trace for its access event. Stands right behind the filter
 * that opens the trace.
 */
public final class TraceIdFilter implements Filter {

	/**
	 * Name of the request attribute that holds the {@link TraceIds}.
	 */
	public static final String ATTRIBUTE = TraceIds.class.getName();

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		TraceIds ids = TraceIds.current();
		if (!ids.equals(TraceIds.NONE)) {
			request.setAttribute(ATTRIBUTE, ids);
		}
		chain.doFilter(request, response);
	}

}
