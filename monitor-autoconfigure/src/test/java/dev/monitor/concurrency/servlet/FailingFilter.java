package dev.monitor.concurrency.servlet;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Fails where the header {@code X-Fail} says, before or after the handler, with an
 * exception or an error.
 */
final class FailingFilter implements Filter {

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String failure = ((HttpServletRequest) request).getHeader("X-Fail");
		failIf("exception-before", failure);
		failIf("error-before", failure);
		chain.doFilter(request, response);
		failIf("exception-after", failure);
		failIf("error-after", failure);
	}

	private static void failIf(String point, @Nullable String failure) throws ServletException {
		if (point.equals(failure)) {
			if (point.startsWith("error")) {
				throw new AssertionError("fails on purpose");
			}
			throw new ServletException("fails on purpose");
		}
	}

}
