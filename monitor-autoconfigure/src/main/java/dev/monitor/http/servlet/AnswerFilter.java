package dev.monitor.http.servlet;

import java.io.IOException;
import java.util.function.Function;

import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@link Filter} that answers every request which reaches it, and lets none go on.
 */
public final class AnswerFilter implements Filter {

	private final Function<HttpRequest, HttpResponse> answers;

	/**
	 * Create the filter.
	 * @param answers gives the answer to each request, on the request's thread
	 */
	public AnswerFilter(Function<HttpRequest, HttpResponse> answers) {
		this.answers = answers;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		HttpResponse answer = this.answers.apply(new ServletHttpRequest(httpRequest));
		ServletHttpResponse.write(answer, httpRequest, (HttpServletResponse) response);
	}

}
