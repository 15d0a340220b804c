package dev.monitor.dashboard.autoconfigure;

import dev.monitor.dashboard.listener.DashboardResponder;
import dev.monitor.listener.http.HttpExchange;
import dev.monitor.listener.lifecycle.ListenAddress;
import dev.monitor.listener.lifecycle.ListenerLifecycle;
import dev.monitor.listener.lifecycle.ListenerTls;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The dashboard on a listener of its own.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(DashboardSettings.LISTEN_ADDRESS)
class DashboardListenerConfiguration {

	@Bean
	DashboardResponder monitorDashboardResponder(LazyDashboard monitorDashboard, ConfigurableEnvironment environment) {
		return new DashboardResponder(DashboardPath.of(environment), monitorDashboard);
	}

	@Bean
	ListenerLifecycle monitorDashboardListener(DashboardProperties properties, DashboardResponder responder,
			ObjectProvider<SslBundles> bundles, ConfigurableEnvironment environment) {
		ListenerTls tls = ListenerTls.of(DashboardSettings.SSL_BUNDLE, properties.getSslBundle(), bundles);
		return new ListenerLifecycle("dashboard",
				new ListenAddress(DashboardSettings.LISTEN_ADDRESS, String.valueOf(properties.getListenAddress())),
				(address) -> tls.open("dashboard", address, HttpExchange.with(responder)), environment);
	}

}
