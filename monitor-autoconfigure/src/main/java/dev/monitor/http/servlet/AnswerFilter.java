package dev.monitor.http.servlet;

import java.io.IOException;
import java.util.Map;
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
 * {@link Filter} that answers the requests for some paths, and lets all others go on.
 */
public final class AnswerFilter implements Filter {

	private final Map<String, Function<HttpRequest, HttpResponse>> answers;

	/**
	 * Create the filter.
	 * @param answers what answers each path below the context path, on the request's
	 * thread
	 */
	public AnswerFilter(Map<String, Function<HttpRequest, HttpResponse>> answers) {
		this.answers = answers;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		Function<HttpRequest, HttpResponse> answer = this.answers.get(ServletPaths.of(httpRequest));
		if (answer == null) {
			chain.doFilter(request, response);
			return;
		}
		ServletHttpResponse.write(answer.apply(new ServletHttpRequest(httpRequest)), httpRequest,
				(HttpServletResponse) response);
	}

}
