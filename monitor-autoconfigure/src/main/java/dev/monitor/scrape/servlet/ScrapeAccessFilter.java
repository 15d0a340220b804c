package dev.monitor.scrape.servlet;

import java.io.IOException;
import java.util.Collections;
import java.util.function.Function;

import dev.monitor.guard.AccessRequest;
import dev.monitor.guard.Decision;
import dev.monitor.guard.Refusal;
import dev.monitor.http.servlet.ServletCaller;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@link Filter} that asks a guard about requests for metrics, answers those it refuses,
 * and marks those it admits with {@link #ADMITTED_ATTRIBUTE}.
 */
public final class ScrapeAccessFilter implements Filter {

	/**
	 * Name of the request attribute that is set once a request was admitted.
	 */
	public static final String ADMITTED_ATTRIBUTE = ScrapeAccessFilter.class.getName() + ".ADMITTED";

	private final Function<AccessRequest, Decision> guard;

	private final ScrapePath path;

	/**
	 * Create the filter.
	 * @param guard decides about requests
	 * @param path tells which requests are for metrics
	 */
	public ScrapeAccessFilter(Function<AccessRequest, Decision> guard, ScrapePath path) {
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
		response.setHeader("Cache-Control", "no-store");
		Decision decision = this.guard.apply(scrapeRequest(request));
		if (decision == Decision.ADMITTED) {
			request.setAttribute(ADMITTED_ATTRIBUTE, true);
			chain.doFilter(request, response);
		}
		else {
			refuse(response, new Refusal(decision));
		}
	}

	/**
	 * Answer here, not by the container's error page, so that no error handling of the
	 * application can turn the answer into a redirect.
	 */
	private static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
		response.setStatus(refusal.status());
		refusal.headers().forEach(response::setHeader);
		byte[] body = refusal.body();
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	private static AccessRequest scrapeRequest(HttpServletRequest request) {
		return new AccessRequest(request.getMethod(), ServletCaller.of(request),
				Collections.list(request.getHeaders("Authorization")));
	}

}
