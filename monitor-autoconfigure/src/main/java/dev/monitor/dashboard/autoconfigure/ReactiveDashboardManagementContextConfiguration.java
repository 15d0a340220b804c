package dev.monitor.dashboard.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.dashboard.reactive.DashboardUsers;
import dev.monitor.dashboard.reactive.DashboardWebFilter;
import dev.monitor.dashboard.security.DashboardWebSecurity;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.servlet.FilterOrder;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.web.server.WebFilter;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} that puts the
 * dashboard of a reactive application beside its endpoints. It asks for a key or a token
 * before Spring Security does; by role the application's own security comes first.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnMonitorFeature("dashboard")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ WebFilter.class, Mono.class })
@ConditionalOnBean(name = "monitorDashboard")
class ReactiveDashboardManagementContextConfiguration extends DashboardWebFilter implements OwnPaths {

	private final boolean served;

	ReactiveDashboardManagementContextConfiguration(LazyDashboard dashboard, DashboardAccess access,
			ObjectProvider<DashboardUsers> users, Environment environment) {
		super(DashboardPath.served(environment), dashboard, users(access, users),
				access.isByRole() ? Ordered.LOWEST_PRECEDENCE : FilterOrder.SCRAPE.value());
		this.served = DashboardPath.isServed(environment);
	}

	private static DashboardUsers users(DashboardAccess access, ObjectProvider<DashboardUsers> users) {
		return (exchange, request) -> {
			DashboardUsers known = access.isByRole() ? users.getIfAvailable() : null;
			return (known != null) ? known.identify(exchange, request) : Mono.just(request);
		};
	}

	@Override
	protected boolean isServed(String asked) {
		return this.served && super.isServed(asked);
	}

	@Override
	public boolean contain(String path) {
		return isServed(path);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("monitor.dashboard.role")
	@ConditionalOnClass({ CsrfWebFilter.class, GrantedAuthorityDefaults.class })
	static class SecurityConfiguration {

		@Bean
		DashboardWebSecurity monitorDashboardWebSecurity(Environment environment,
				ObjectProvider<GrantedAuthorityDefaults> defaults) {
			GrantedAuthorityDefaults known = defaults.getIfAvailable();
			return new DashboardWebSecurity(DashboardPath.served(environment),
					(known != null) ? known.getRolePrefix() : "ROLE_");
		}

	}

}
