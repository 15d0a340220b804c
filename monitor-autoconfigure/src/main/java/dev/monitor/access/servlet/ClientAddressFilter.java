package dev.monitor.access.servlet;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Keeps the address of a request's client for its access event. Stands behind the filter
 * that reads it from forwarding headers, of which the container does not know.
 */
public final class ClientAddressFilter implements Filter {

	/**
	 * Name of the request attribute that holds the address.
	 */
	public static final String ATTRIBUTE = ClientAddressFilter.class.getName() + ".ADDRESS";

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String address = request.getRemoteAddr();
		if (address != null) {
			request.setAttribute(ATTRIBUTE, address);
		}
		chain.doFilter(request, response);
	}

}
