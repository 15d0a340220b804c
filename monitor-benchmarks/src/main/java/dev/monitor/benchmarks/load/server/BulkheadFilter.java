package dev.monitor.benchmarks.load.server;

import java.io.IOException;
import java.util.function.Function;

import io.github.resilience4j.bulkhead.Bulkhead;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Resilience4j's bulkhead around each request, in its cheapest form: without the
 * exception that its decorators throw.
 */
final class BulkheadFilter implements Filter {

	private final Function<HttpServletRequest, Bulkhead> bulkheads;

	private final int status;

	BulkheadFilter(Function<HttpServletRequest, Bulkhead> bulkheads, int status) {
		this.bulkheads = bulkheads;
		this.status = status;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Bulkhead bulkhead = this.bulkheads.apply((HttpServletRequest) request);
		if (!bulkhead.tryAcquirePermission()) {
			((HttpServletResponse) response).setStatus(this.status);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			bulkhead.onComplete();
		}
	}

}
