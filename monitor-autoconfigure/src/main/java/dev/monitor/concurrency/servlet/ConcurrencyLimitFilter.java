package dev.monitor.concurrency.servlet;

import java.io.IOException;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.Permit;
import dev.monitor.concurrency.Permits;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@link Filter} that takes a place for each request and gives it back exactly once, when
 * the response is complete; an asynchronous request keeps its place until then. A request
 * that gets no place is rejected and goes no further.
 * <p>
 * Register it for the dispatcher type {@code REQUEST} alone and with support for
 * asynchronous requests. Waiting holds the request's own thread, so everything behind
 * this filter sees one ordinary pass.
 */
public final class ConcurrencyLimitFilter implements Filter {

	private final Exclusions exclusions;

	private final Permits permits;

	private final Rejector rejector;

	/**
	 * Create the filter.
	 * @param exclusions requests that pass without a place
	 * @param permits gives the places
	 * @param rejector answers requests that get none
	 */
	public ConcurrencyLimitFilter(Exclusions exclusions, Permits permits, Rejector rejector) {
		this.exclusions = exclusions;
		this.permits = permits;
		this.rejector = rejector;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		if (this.exclusions.contain(httpRequest)) {
			chain.doFilter(request, response);
			return;
		}
		Admission admission = this.permits.enter();
		if (admission == Admission.ADMITTED) {
			serve(request, response, chain);
		}
		else {
			this.rejector.reject(admission, httpRequest, (HttpServletResponse) response);
		}
	}

	private void serve(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Permit permit = this.permits.issue();
		try {
			chain.doFilter(request, response);
		}
		finally {
			if (!request.isAsyncStarted() || !ReleaseOnComplete.register(request, permit)) {
				permit.release();
			}
		}
	}

}
