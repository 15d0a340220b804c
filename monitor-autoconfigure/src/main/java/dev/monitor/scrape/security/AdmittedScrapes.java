package dev.monitor.scrape.security;

import java.util.List;

import dev.monitor.scrape.servlet.ScrapeAccessFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.Ordered;
import org.springframework.security.web.SecurityFilterChain;

/**
 * {@link SecurityFilterChain} that stands aside for the requests which the
 * {@link ScrapeAccessFilter} has admitted, and for no others: it has decided about them
 * already, and those it refuses do not come so far.
 */
public final class AdmittedScrapes implements SecurityFilterChain, Ordered {

	@Override
	public boolean matches(HttpServletRequest request) {
		return request.getAttribute(ScrapeAccessFilter.ADMITTED_ATTRIBUTE) != null;
	}

	@Override
	public List<Filter> getFilters() {
		return List.of();
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
