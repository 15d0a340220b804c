package dev.monitor.scrape.servlet;

import java.io.IOException;
import java.util.function.Function;

import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.servlet.ServletHttpRequest;
import dev.monitor.http.servlet.ServletHttpResponse;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * {@link Filter} that asks a guard about requests for metrics, answers those it refuses,
 * and marks those it admits with {@link #ADMITTED_ATTRIBUTE}.
 */
public final class ScrapeAccessFilter implements Filter {

	/**
	 * Name of the request attribute that is set once a request was admitted.
	 */
	public static final String ADMITTED_ATTRIBUTE = ScrapeAccessFilter.class.getName() + ".ADMITTED";

	private final Function<HttpRequest, @Nullable HttpResponse> guard;

	private final ScrapePath path;

	/**
	 * Create the filter.
	 * @param guard answers the requests it refuses, and no others
	 * @param path tells which requests are for metrics
	 */
	public ScrapeAccessFilter(Function<HttpRequest, @Nullable HttpResponse> guard, ScrapePath path) {
		this.guard = guard;
		this.path = path;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse
				&& this.path.matches(httpRequest)) {
			serve(httpRequest, httpResponse, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ServletHttpResponse.forbidStoring(response);
		HttpResponse refusal = this.guard.apply(new ServletHttpRequest(request));
		if (refusal == null) {
			request.setAttribute(ADMITTED_ATTRIBUTE, true);
			chain.doFilter(request, response);
		}
		else {
			ServletHttpResponse.write(refusal, request, response);
		}
	}

}
