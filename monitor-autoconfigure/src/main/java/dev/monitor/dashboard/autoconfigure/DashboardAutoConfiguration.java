package dev.monitor.dashboard.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the dashboard. Applications
 * without a web server have it on a listener of its own only. All further conditions
 * stand on what it imports, since their classes would be loaded where the dashboard is
 * switched off.
 */
@AutoConfiguration(
		beforeName = "org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration")
@ConditionalOnMonitorFeature("dashboard")
@Import(DashboardConfiguration.class)
@ImportRuntimeHints(DashboardRuntimeHints.class)
public final class DashboardAutoConfiguration {

}
