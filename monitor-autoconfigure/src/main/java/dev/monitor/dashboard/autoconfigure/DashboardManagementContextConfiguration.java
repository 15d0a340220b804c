package dev.monitor.dashboard.autoconfigure;

import java.util.List;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.dashboard.servlet.DashboardServlet;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.Paths;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.core.env.Environment;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} that puts the
 * dashboard beside the endpoints, on the application's port or on one of their own,
 * unless it has a listener.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnMonitorFeature("dashboard")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(name = "monitorDashboard")
class DashboardManagementContextConfiguration extends ServletRegistrationBean<DashboardServlet> implements OwnPaths {

	private final Paths paths;

	DashboardManagementContextConfiguration(LazyDashboard monitorDashboard, Environment environment) {
		String path = DashboardPath.served(environment);
		this.paths = new Paths(List.of(path + "/**"));
		setServlet(new DashboardServlet(monitorDashboard));
		setName(DashboardServlet.NAME);
		addUrlMappings(path + "/*");
		setEnabled(DashboardPath.isServed(environment));
	}

	@Override
	public boolean contain(String path) {
		return isEnabled() && this.paths.contain(path);
	}

}
