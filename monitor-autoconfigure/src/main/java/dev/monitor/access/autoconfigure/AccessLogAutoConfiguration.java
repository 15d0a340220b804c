package dev.monitor.access.autoconfigure;

import dev.monitor.access.AccessEvents;
import dev.monitor.access.jetty.JettyAccessLog;
import dev.monitor.access.servlet.ClientAddressFilter;
import dev.monitor.access.servlet.TraceIdFilter;
import dev.monitor.access.servlet.UserFilter;
import dev.monitor.access.tomcat.TomcatAccessValve;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.http.RequestMark;
import dev.monitor.http.jetty.RequestLogs;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for access events.
 */
@AutoConfiguration
@ConditionalOnMonitorFeature("logging")
@ConditionalOnBooleanProperty(name = "monitor.logging.access.enabled", matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(WebServerFactoryCustomizer.class)
@EnableConfigurationProperties(AccessLogProperties.class)
public final class AccessLogAutoConfiguration {

	/**
	 * The filter that reads forwarding headers is the first, the one that opens a
	 * request's trace the second.
	 */
	private static final int BEHIND_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 2;

	@Bean
	@ConditionalOnMissingBean
	AccessEvents monitorAccessEvents(AccessLogProperties properties, Environment environment,
			ObjectProvider<RequestMark> requestMark) {
		return new AccessEvents(properties.getUrl(), AccessExclusions.from(properties, environment),
				requestMark.getIfAvailable());
	}

	@Bean
	FilterRegistrationBean<TraceIdFilter> monitorTraceIdFilter() {
		return registration(new TraceIdFilter(), BEHIND_OBSERVATION);
	}

	@Bean
	@ConditionalOnProperty(name = "server.forward-headers-strategy", havingValue = "framework")
	FilterRegistrationBean<ClientAddressFilter> monitorClientAddressFilter() {
		return registration(new ClientAddressFilter(), BEHIND_OBSERVATION);
	}

	@Bean
	FilterRegistrationBean<UserFilter> monitorUserFilter() {
		return registration(new UserFilter(), Ordered.LOWEST_PRECEDENCE);
	}

	private static <F extends Filter> FilterRegistrationBean<F> registration(F filter, int order) {
		FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(order);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, ConfigurableTomcatWebServerFactory.class })
	static class TomcatConfiguration {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> monitorTomcatAccessLogCustomizer(
				AccessEvents events) {
			return (factory) -> factory.addEngineValves(new TomcatAccessValve(events));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Server.class, ConfigurableJettyWebServerFactory.class })
	static class JettyConfiguration {

		@Bean
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> monitorJettyAccessLogCustomizer(
				AccessEvents events) {
			return (factory) -> factory
				.addServerCustomizers((server) -> RequestLogs.add(server, new JettyAccessLog(events, server)));
		}

	}

}
