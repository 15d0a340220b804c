package dev.monitor.dashboard.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.dashboard.security.DashboardChain;
import dev.monitor.dashboard.security.DashboardCsrf;
import dev.monitor.dashboard.servlet.DashboardServlet;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the dashboard where Spring
 * Security guards the application. Comes after Boot's own, which back off when they find
 * a {@link SecurityFilterChain} and must not find ours.
 */
@AutoConfiguration(after = DashboardAutoConfiguration.class,
		afterName = "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("dashboard")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(SecurityFilterChain.class)
@ConditionalOnBean(value = SecurityFilterChain.class, name = "monitorDashboardAccess")
public final class DashboardSecurityAutoConfiguration {

	@Bean
	@Fallback
	DashboardChain monitorDashboardChain(DashboardAccess monitorDashboardAccess) {
		return new DashboardChain(!monitorDashboardAccess.isByRole(), DashboardServlet.NAME);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CsrfConfigurer.class)
	static class CsrfConfiguration {

		@Bean
		DashboardCsrf monitorDashboardCsrf() {
			return new DashboardCsrf(DashboardServlet.NAME);
		}

	}

}
