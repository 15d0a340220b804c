package dev.monitor.logging.access;

import java.io.IOException;

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

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		TraceIds ids = TraceIds.current();
		if (ids != null) {
			request.setAttribute(TraceIds.ATTRIBUTE, ids);
		}
		chain.doFilter(request, response);
	}

}
