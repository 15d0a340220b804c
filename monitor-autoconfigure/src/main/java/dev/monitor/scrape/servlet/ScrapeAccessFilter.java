package dev.monitor.scrape.servlet;

import java.io.IOException;
import java.util.Collections;

import dev.monitor.request.servlet.ServletCaller;
import dev.monitor.scrape.Decision;
import dev.monitor.scrape.ScrapeGuard;
import dev.monitor.scrape.ScrapeRequest;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@link Filter} that asks the {@link ScrapeGuard} about requests for metrics, answers
 * those it refuses, and marks those it admits with {@link #ADMITTED_ATTRIBUTE}.
 */
public final class ScrapeAccessFilter implements Filter {

	/**
	 * Name of the request attribute that is set once a request was admitted.
	 */
	public static final String ADMITTED_ATTRIBUTE = ScrapeAccessFilter.class.getName() + ".ADMITTED";

	private final ScrapeGuard guard;

	private final ScrapePath path;

	public ScrapeAccessFilter(ScrapeGuard guard, ScrapePath path) {
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
		Decision decision = this.guard.decide(scrapeRequest(request));
		if (decision == Decision.ADMITTED) {
			request.setAttribute(ADMITTED_ATTRIBUTE, true);
			chain.doFilter(request, response);
		}
		else {
			Refusal.of(decision).write(response);
		}
	}

	private static ScrapeRequest scrapeRequest(HttpServletRequest request) {
		return new ScrapeRequest(request.getMethod(), ServletCaller.of(request),
				Collections.list(request.getHeaders("Authorization")));
	}

}
