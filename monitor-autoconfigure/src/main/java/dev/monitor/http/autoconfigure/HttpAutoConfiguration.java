package dev.monitor.http.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.http.OwnPaths;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.http.jetty.CompletionLog;
import dev.monitor.http.jetty.ConnectionEndsHandler;
import dev.monitor.http.jetty.RequestLogs;
import dev.monitor.http.metrics.ActiveRequestsMetrics;
import dev.monitor.http.reactive.InFlightWebFilter;
import dev.monitor.http.servlet.FilterOrder;
import dev.monitor.http.servlet.InFlightFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
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
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what several features have to
 * know of requests: where the actuator answers, who is at the other end of a connection,
 * whatever the web server believes of proxies, which requests are in flight, and when one
 * is over. Reactor Netty tells the ends anyway.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnSwitch("monitor.enabled")
@ConditionalOnWebApplication
public final class HttpAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ManagementPortType.class)
	static class ActuatorConfiguration extends ActuatorPaths {

		ActuatorConfiguration(Environment environment, ObjectProvider<PathMappedEndpoints> endpoints) {
			super(environment, endpoints);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMonitorFeature("dashboard")
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
	static class ServletConfiguration extends FilterRegistrationBean<InFlightFilter> {

		ServletConfiguration(RequestsInFlight monitorRequestsInFlight) {
			super(new InFlightFilter(monitorRequestsInFlight));
			setName("monitorInFlightFilter");
			setOrder(FilterOrder.IN_FLIGHT.value());
			setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		}

		@Bean
		static RequestsInFlight monitorRequestsInFlight() {
			return new RequestsInFlight(System::nanoTime);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMonitorFeature("dashboard")
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
	@ConditionalOnMonitorFeature("dashboard")
	@ConditionalOnClass(MeterBinder.class)
	static class Meters implements MeterBinder {

		private final ActiveRequestsMetrics metrics;

		Meters(ObjectProvider<RequestsInFlight> requests, ObjectProvider<OwnPaths> paths) {
			this.metrics = new ActiveRequestsMetrics(requests::getIfAvailable,
					() -> OwnPaths.all(paths.orderedStream()), System::nanoTime);
		}

		@Override
		public void bindTo(MeterRegistry registry) {
			this.metrics.bindTo(registry);
		}

	}

	/**
	 * Comes before the customizer that adds the valve which believes proxies.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, ConfigurableTomcatWebServerFactory.class, WebServerFactoryCustomizer.class })
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class TomcatCustomizer implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

		private final ObjectProvider<RequestsInFlight> requests;

		TomcatCustomizer(ObjectProvider<RequestsInFlight> requests) {
			this.requests = requests;
		}

		@Override
		public void customize(ConfigurableTomcatWebServerFactory factory) {
			factory.addEngineValves(RequestValves.of(this.requests));
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

		TomcatWar(ObjectProvider<RequestsInFlight> requests) {
			super(RequestValves.of(requests));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Server.class, ConfigurableJettyWebServerFactory.class, WebServerFactoryCustomizer.class })
	static class JettyCustomizer implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

		private final ObjectProvider<RequestsInFlight> requests;

		JettyCustomizer(ObjectProvider<RequestsInFlight> requests) {
			this.requests = requests;
		}

		@Override
		public void customize(ConfigurableJettyWebServerFactory factory) {
			boolean listed = this.requests.getIfAvailable() != null;
			factory.addServerCustomizers((server) -> {
				server.insertHandler(new ConnectionEndsHandler());
				if (listed) {
					RequestLogs.add(server, new CompletionLog(InFlightFilter.ATTRIBUTE));
				}
			});
		}

	}

}
