package dev.monitor.dashboard.security;

import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.Ordered;
import org.springframework.security.web.SecurityFilterChain;

/**
 * {@link SecurityFilterChain} that stands aside for the requests which the container has
 * mapped to the dashboard, and for no others: the dashboard itself asks for a token.
 *
 * @param asksItself whether it does; if not the application's own chains decide
 * @param servlet name of the servlet
 */
public record DashboardChain(boolean asksItself, String servlet) implements SecurityFilterChain, Ordered {

	@Override
	public boolean matches(HttpServletRequest request) {
		return this.asksItself && this.servlet.equals(request.getHttpServletMapping().getServletName());
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
