package dev.monitor.http.autoconfigure;

import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.http.jetty.ConnectionEndsHandler;
import dev.monitor.http.tomcat.ConnectionEndsValve;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that lets the web server tell who is
 * at the other end of a connection, whatever it believes of proxies. Reactor Netty tells
 * it anyway.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnSwitch("monitor.enabled")
@ConditionalOnWebApplication
public final class CallerAutoConfiguration {

	/**
	 * Comes before the customizer that adds the valve which believes proxies.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, ConfigurableTomcatWebServerFactory.class, WebServerFactoryCustomizer.class })
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class TomcatCustomizer implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

		@Override
		public void customize(ConfigurableTomcatWebServerFactory factory) {
			factory.addEngineValves(new ConnectionEndsValve());
		}

	}

	/**
	 * Comes before all other valves of the application's.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWarDeployment
	@ConditionalOnClass(WebResourceRoot.class)
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class TomcatWar extends WarValve {

		TomcatWar() {
			super(new ConnectionEndsValve());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Server.class, ConfigurableJettyWebServerFactory.class, WebServerFactoryCustomizer.class })
	static class JettyCustomizer implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

		@Override
		public void customize(ConfigurableJettyWebServerFactory factory) {
			factory.addServerCustomizers((server) -> server.insertHandler(new ConnectionEndsHandler()));
		}

	}

}
