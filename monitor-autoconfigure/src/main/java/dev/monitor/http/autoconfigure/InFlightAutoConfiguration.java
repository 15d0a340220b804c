package dev.monitor.http.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.http.jetty.CompletionLog;
import dev.monitor.http.jetty.RequestLogs;
import dev.monitor.http.metrics.ActiveRequestsMetrics;
import dev.monitor.http.reactive.InFlightWebFilter;
import dev.monitor.http.servlet.FilterOrder;
import dev.monitor.http.servlet.InFlightFilter;
import dev.monitor.http.tomcat.CompletionValve;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.server.WebFilter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the list of requests in flight,
 * which the dashboard and a gauge show.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("dashboard")
@ConditionalOnWebApplication
public final class InFlightAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
	static class ServletConfiguration {

		@Bean
		RequestsInFlight monitorRequestsInFlight() {
			return new RequestsInFlight(System::nanoTime);
		}

		@Bean
		FilterRegistrationBean<InFlightFilter> monitorInFlightFilter(RequestsInFlight monitorRequestsInFlight) {
			FilterRegistrationBean<InFlightFilter> registration = new FilterRegistrationBean<>(
					new InFlightFilter(monitorRequestsInFlight));
			registration.setOrder(FilterOrder.IN_FLIGHT.value());
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass({ WebFilter.class, Mono.class })
	static class ReactiveConfiguration {

		@Bean
		RequestsInFlight monitorRequestsInFlight() {
			return new RequestsInFlight(System::nanoTime);
		}

		@Bean
		InFlightWebFilter monitorInFlightFilter(RequestsInFlight monitorRequestsInFlight) {
			return new InFlightWebFilter(monitorRequestsInFlight);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class Meters extends ActiveRequestsMetrics {

		Meters(ObjectProvider<RequestsInFlight> requests, ObjectProvider<OwnPaths> paths) {
			super(requests::getIfAvailable, () -> OwnPaths.all(paths.orderedStream()), System::nanoTime);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, ConfigurableTomcatWebServerFactory.class, WebServerFactoryCustomizer.class })
	static class TomcatCustomizer implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

		@Override
		public void customize(ConfigurableTomcatWebServerFactory factory) {
			factory.addEngineValves(new CompletionValve(InFlightFilter.ATTRIBUTE));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWarDeployment
	@ConditionalOnClass(WebResourceRoot.class)
	static class TomcatWar extends WarValve {

		TomcatWar() {
			super(new CompletionValve(InFlightFilter.ATTRIBUTE));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Server.class, ConfigurableJettyWebServerFactory.class, WebServerFactoryCustomizer.class })
	static class JettyCustomizer implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

		@Override
		public void customize(ConfigurableJettyWebServerFactory factory) {
			factory
				.addServerCustomizers((server) -> RequestLogs.add(server, new CompletionLog(InFlightFilter.ATTRIBUTE)));
		}

	}

}
