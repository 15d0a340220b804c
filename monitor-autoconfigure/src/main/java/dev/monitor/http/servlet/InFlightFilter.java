package dev.monitor.http.servlet;

import java.io.IOException;

import dev.monitor.http.RequestsInFlight;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

/**
 * {@link Filter} that keeps {@link RequestsInFlight} up to date. Register it for the
 * dispatcher types {@code REQUEST} and {@code ASYNC}.
 */
public final class InFlightFilter implements Filter {

	/**
	 * Attribute of asynchronous requests: a {@link Runnable} that takes the request out,
	 * for those who learn that it is over although its listeners do not.
	 */
	public static final String ATTRIBUTE = InFlightFilter.class.getName() + ".REQUEST";

	private final RequestsInFlight requests;

	/**
	 * Create the filter.
	 * @param requests where to add requests, and remove them
	 */
	public InFlightFilter(RequestsInFlight requests) {
		this.requests = requests;
	}

	/**
	 * Keep what takes a request out, for those who learn that it is over. Does nothing
	 * for requests of another server than a servlet container.
	 * @param request the server's own request
	 * @param end takes the request out, more than once maybe
	 */
	public static void keepEnd(Object request, Runnable end) {
		if (request instanceof HttpServletRequest httpRequest) {
			httpRequest.setAttribute(ATTRIBUTE, end);
		}
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ServletRequestInFlight entry = entry(request);
		try {
			chain.doFilter(request, response);
		}
		finally {
			entry.chainReturned();
		}
	}

	private ServletRequestInFlight entry(ServletRequest request) {
		if (request.getDispatcherType() == DispatcherType.ASYNC
				&& request.getAttribute(ATTRIBUTE) instanceof ServletRequestInFlight entry) {
			entry.dispatched();
			return entry;
		}
		ServletRequestInFlight entry = new ServletRequestInFlight((HttpServletRequest) request, this.requests);
		this.requests.begin(entry);
		return entry;
	}

}
