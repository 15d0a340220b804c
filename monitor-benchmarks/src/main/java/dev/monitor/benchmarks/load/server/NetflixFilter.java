package dev.monitor.benchmarks.load.server;

import java.io.IOException;
import java.util.Optional;

import com.netflix.concurrency.limits.Limiter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Netflix's limiter around each request. Answers and reports as the servlet filter of
 * that project does, whose artifact for Jakarta could not be resolved.
 */
final class NetflixFilter implements Filter {

	private static final int TOO_MANY_REQUESTS = 429;

	private final Limiter<HttpServletRequest> limiter;

	NetflixFilter(Limiter<HttpServletRequest> limiter) {
		this.limiter = limiter;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Optional<Limiter.Listener> permit = this.limiter.acquire((HttpServletRequest) request);
		if (permit.isEmpty()) {
			reject((HttpServletResponse) response);
			return;
		}
		boolean served = false;
		try {
			chain.doFilter(request, response);
			served = true;
		}
		finally {
			if (served) {
				permit.get().onSuccess();
			}
			else {
				permit.get().onIgnore();
			}
		}
	}

	private static void reject(HttpServletResponse response) throws IOException {
		response.setStatus(TOO_MANY_REQUESTS);
		response.getWriter().print("Concurrency limit exceeded");
	}

}
