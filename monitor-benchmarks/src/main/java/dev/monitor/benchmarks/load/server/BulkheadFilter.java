package dev.monitor.benchmarks.load.server;

import java.io.IOException;

import io.github.resilience4j.bulkhead.Bulkhead;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Resilience4j's bulkhead around each request, in its cheapest form: without the
 * exception that its decorators throw.
 */
final class BulkheadFilter implements Filter {

	private final Bulkhead bulkhead;

	BulkheadFilter(Bulkhead bulkhead) {
		this.bulkhead = bulkhead;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (!this.bulkhead.tryAcquirePermission()) {
			((HttpServletResponse) response).setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.bulkhead.onComplete();
		}
	}

}
