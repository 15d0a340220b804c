package dev.monitor.dashboard.security;

import java.util.List;

import dev.monitor.dashboard.Dashboard;
import dev.monitor.dashboard.reactive.DashboardUsers;
import dev.monitor.http.Caller;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.reactive.ContextWebFilter;
import dev.monitor.http.reactive.ReactivePaths;
import dev.monitor.http.servlet.FilterOrder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link DashboardUsers} of Spring Security in a reactive application. As a
 * {@link WebFilter} before it, takes what the dashboard does on request out of its
 * protection against forgery, for the reasons that {@link DashboardCsrf} has.
 */
public final class DashboardWebSecurity extends ContextWebFilter implements DashboardUsers {

	private final String path;

	private final String rolePrefix;

	/**
	 * Create for a dashboard.
	 * @param path its path below that of the application
	 * @param rolePrefix what stands before the name of a role in an authority
	 */
	public DashboardWebSecurity(String path, String rolePrefix) {
		super(FilterOrder.SCRAPE.value());
		this.path = path;
		this.rolePrefix = rolePrefix;
	}

	@Override
	protected Mono<Void> filterOwn(ServerWebExchange exchange, WebFilterChain chain) {
		String asked = ReactivePaths.of(exchange.getRequest());
		if (asked.startsWith(this.path + '/' + Dashboard.ACTIONS + '/')
				|| asked.startsWith(this.path + '/' + Dashboard.INSPECTIONS + '/')) {
			CsrfWebFilter.skipExchange(exchange);
		}
		return chain.filter(exchange);
	}

	@Override
	public Mono<HttpRequest> identify(ServerWebExchange exchange, HttpRequest request) {
		return exchange.getPrincipal()
			.ofType(Authentication.class)
			.filter(Authentication::isAuthenticated)
			.<HttpRequest>map((user) -> new UserRequest(request, user, this.rolePrefix))
			.defaultIfEmpty(request);
	}

	/**
	 * A request of a user.
	 *
	 * @param request what is known of it without
	 * @param authentication the user
	 * @param rolePrefix what stands before the name of a role in an authority
	 */
	private record UserRequest(HttpRequest request, Authentication authentication,
			String rolePrefix) implements HttpRequest {

		@Override
		public String method() {
			return this.request.method();
		}

		@Override
		public String path() {
			return this.request.path();
		}

		@Override
		public List<String> header(String name) {
			return this.request.header(name);
		}

		@Override
		public Caller caller() {
			return this.request.caller();
		}

		@Override
		public boolean isUserInRole(String role) {
			String authority = role.startsWith(this.rolePrefix) ? role : this.rolePrefix + role;
			return this.authentication.getAuthorities()
				.stream()
				.anyMatch((each) -> authority.equals(each.getAuthority()));
		}

		@Override
		public @Nullable String user() {
			return this.authentication.getName();
		}

	}

}
