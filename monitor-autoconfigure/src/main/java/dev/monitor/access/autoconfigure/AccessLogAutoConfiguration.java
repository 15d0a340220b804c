package dev.monitor.access.autoconfigure;

import java.util.List;
import java.util.function.Predicate;

import dev.monitor.access.AccessEvents;
import dev.monitor.access.jetty.JettyAccessLog;
import dev.monitor.access.servlet.ArrivalFilter;
import dev.monitor.access.servlet.UserFilter;
import dev.monitor.access.tomcat.TomcatAccessValve;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.RequestMark;
import dev.monitor.http.autoconfigure.WarValve;
import dev.monitor.http.jetty.RequestLogs;
import dev.monitor.http.servlet.FilterOrder;
import dev.monitor.http.spring.PathPatterns;
import jakarta.servlet.Filter;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;

/**
 * {@link AutoConfiguration Auto-configuration} for access events.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("logging")
@ConditionalOnSwitch("monitor.logging.access.enabled")
@ConditionalOnWebApplication
@EnableConfigurationProperties(AccessLogProperties.class)
@Import({ UnobservedContainer.class, ReactiveAccessConfiguration.class })
@ImportRuntimeHints(TomcatRuntimeHints.class)
public final class AccessLogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AccessEvents monitorAccessEvents(AccessLogProperties properties, ObjectProvider<OwnPaths> ownPaths,
			ObjectProvider<RequestMark> requestMark) {
		List<String> exclude = properties.getExclude();
		Predicate<String> exclusions = (exclude != null)
				? PathPatterns.parse("monitor.logging.access.exclude", exclude)::match
				: OwnPaths.all(ownPaths.stream())::contain;
		return new AccessEvents(properties.getUrl(), exclusions, requestMark.getIfAvailable());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
	static class ArrivalConfiguration extends AccessFilter<ArrivalFilter> {

		ArrivalConfiguration() {
			super("monitorArrivalFilter", new ArrivalFilter(), FilterOrder.ARRIVAL);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
	static class UserConfiguration extends AccessFilter<UserFilter> {

		UserConfiguration() {
			super("monitorUserFilter", new UserFilter(), FilterOrder.USER);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, ConfigurableTomcatWebServerFactory.class, WebServerFactoryCustomizer.class })
	record TomcatCustomizer(AccessEvents monitorAccessEvents)
			implements
				WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

		@Override
		public void customize(ConfigurableTomcatWebServerFactory factory) {
			factory.addEngineValves(new TomcatAccessValve(this.monitorAccessEvents));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWarDeployment
	@ConditionalOnClass(WebResourceRoot.class)
	static class TomcatWar extends WarValve {

		TomcatWar(AccessEvents monitorAccessEvents) {
			super(new TomcatAccessValve(monitorAccessEvents));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Server.class, ConfigurableJettyWebServerFactory.class, WebServerFactoryCustomizer.class })
	record JettyCustomizer(
			AccessEvents monitorAccessEvents) implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

		@Override
		public void customize(ConfigurableJettyWebServerFactory factory) {
			factory.addServerCustomizers(
					(server) -> RequestLogs.add(server, new JettyAccessLog(this.monitorAccessEvents, server)));
		}

	}

}
