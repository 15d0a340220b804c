package dev.monitor.port.autoconfigure;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.condition.TestEnvironment;
import dev.monitor.http.PathResponder;
import dev.monitor.listener.Listener;
import dev.monitor.listener.Session;
import dev.monitor.listener.http.HttpExchange;
import dev.monitor.port.PortSession;
import dev.monitor.port.SessionLimits;
import dev.monitor.port.lifecycle.PortLifecycle;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the monitor port.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("port")
@EnableConfigurationProperties(PortProperties.class)
public final class PortAutoConfiguration {

	@Bean(destroyMethod = "close")
	PortCommands monitorPortCommands(ApplicationContext context, PortProperties properties) {
		PortSettings.check(properties);
		return new PortCommands(context, properties);
	}

	@Bean
	PortLifecycle monitorPort(PortProperties properties, PortCommands monitorPortCommands, ApplicationContext context,
			ConfigurableEnvironment environment) {
		Session.Factory http = HttpExchange
			.with(context.getBeanProvider(PathResponder.class).getIfAvailable(() -> new PathResponder(Map.of())));
		ApplicationContext parent = context.getParent();
		PortLifecycle outer = (parent != null) ? parent.getBeanProvider(PortLifecycle.class).getIfAvailable() : null;
		SessionLimits limits = PortSettings.limits(properties);
		Session.Factory sessions = (connection) -> new PortSession(connection, monitorPortCommands, http, limits);
		return new PortLifecycle(properties.getAddress(), properties.getPort(),
				(address) -> Listener.open("port", address, properties.getMaxConnections(), sessions), environment,
				outer);
	}

	/**
	 * Hears of the web server beside which the port is. In a test of Spring's, where many
	 * contexts have a server, no port is taken unless its number is given.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	@ConditionalOnWebApplication
	static class WebServerConfiguration implements ApplicationListener<WebServerInitializedEvent> {

		private final PortLifecycle port;

		private final ApplicationContext context;

		private final boolean test;

		WebServerConfiguration(PortLifecycle monitorPort, ApplicationContext context,
				ConfigurableEnvironment environment) {
			this.port = monitorPort;
			this.context = context;
			this.test = TestEnvironment.is(environment);
		}

		@Override
		public void onApplicationEvent(WebServerInitializedEvent event) {
			if (event.getApplicationContext() == this.context && !this.test) {
				this.port.openBeside(event.getWebServer().getPort());
			}
		}

	}

	/**
	 * Tells the port in {@code /actuator/info}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(InfoContributor.class)
	static class InfoConfiguration implements InfoContributor {

		private final PortLifecycle port;

		InfoConfiguration(PortLifecycle monitorPort) {
			this.port = monitorPort;
		}

		@Override
		public void contribute(Info.Builder builder) {
			InetSocketAddress address = this.port.address();
			if (address != null) {
				Map<String, Object> told = new LinkedHashMap<>();
				told.put("address", address.getHostString());
				told.put("port", address.getPort());
				builder.withDetail("monitor", Map.of("port", told));
			}
		}

	}

}
