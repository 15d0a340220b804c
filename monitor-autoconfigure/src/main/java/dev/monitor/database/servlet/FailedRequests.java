package dev.monitor.database.servlet;

import dev.monitor.database.Databases;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * {@link HandlerExceptionResolver} that resolves nothing, but sees every exception that
 * leaves a handler before it becomes an answer.
 */
public final class FailedRequests implements HandlerExceptionResolver, Ordered {

	private final Databases databases;

	/**
	 * Create the resolver.
	 * @param databases told of every exception, on the thread of its request
	 */
	public FailedRequests(Databases databases) {
		this.databases = databases;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception failure) {
		this.databases.requestFailed(failure);
		return null;
	}

}
