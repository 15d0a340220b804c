package dev.monitor.dashboard.security;

import dev.monitor.dashboard.Dashboard;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;

/**
 * {@link Customizer} of the application's own chains: what the dashboard does on request
 * needs no token against forgery, which the page cannot know. It demands a header that no
 * page of another site can send, and refuses what a browser says comes from one.
 *
 * @param servlet name of the servlet
 */
public record DashboardCsrf(String servlet) implements Customizer<CsrfConfigurer<HttpSecurity>> {

	@Override
	public void customize(CsrfConfigurer<HttpSecurity> csrf) {
		csrf.ignoringRequestMatchers(this::isAction);
	}

	private boolean isAction(HttpServletRequest request) {
		String path = request.getPathInfo();
		return this.servlet.equals(request.getHttpServletMapping().getServletName()) && path != null
				&& (path.startsWith('/' + Dashboard.ACTIONS + '/')
						|| path.startsWith('/' + Dashboard.INSPECTIONS + '/'));
	}

}
