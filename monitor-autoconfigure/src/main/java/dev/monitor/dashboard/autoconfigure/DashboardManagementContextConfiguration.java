package dev.monitor.dashboard.autoconfigure;

import java.util.List;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.dashboard.servlet.DashboardServlet;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.Paths;
import dev.monitor.http.spring.ServletPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
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
@ConditionalOnBean(LazyDashboard.class)
class DashboardManagementContextConfiguration extends ServletRegistrationBean<DashboardServlet> implements OwnPaths {

	private static final Logger logger = LoggerFactory.getLogger(DashboardManagementContextConfiguration.class);

	private final Paths paths;

	DashboardManagementContextConfiguration(LazyDashboard dashboard, Environment environment) {
		boolean beside = ManagementPortType.get(environment) == ManagementPortType.SAME;
		String path = (beside ? ServletPath.of(environment) : "") + DashboardPath.of(environment);
		this.paths = new Paths(List.of(path + "/**"));
		setServlet(new DashboardServlet(dashboard));
		setName(DashboardServlet.NAME);
		addUrlMappings(path + "/*");
		boolean elsewhere = environment.getProperty(DashboardSettings.LISTEN_ADDRESS) != null;
		setEnabled(!elsewhere && !(beside && DashboardPath.isAtRoot(environment)));
		if (!elsewhere && !isEnabled()) {
			logger.info(
					"The dashboard is not served: with management.endpoints.web.base-path=/ it would take {} from the "
							+ "application. Set {} or management.server.port.",
					path, DashboardSettings.LISTEN_ADDRESS);
		}
	}

	@Override
	public boolean contain(String path) {
		return isEnabled() && this.paths.contain(path);
	}

}
