package dev.monitor.http.autoconfigure;

import dev.monitor.http.autoconfigure.CallerAutoConfiguration.JettyCustomizer;
import dev.monitor.http.autoconfigure.CallerAutoConfiguration.TomcatCustomizer;
import dev.monitor.http.tomcat.ConnectionEndsValve;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallerAutoConfiguration}. What it is for is tested with real servers
 * in {@code ScrapeBypassTests}.
 */
class CallerAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CallerAutoConfiguration.class));

	@Test
	void bothServersTellOfTheirConnections() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(TomcatCustomizer.class)
			.hasSingleBean(JettyCustomizer.class));
	}

	@Test
	void ourValveComesBeforeTheOneThatBelievesProxies() {
		new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(
					AutoConfigurations.of(CallerAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class))
			.withPropertyValues("server.port=0", "server.forward-headers-strategy=native")
			.run((context) -> assertThat(context.getBean(TomcatServletWebServerFactory.class).getEngineValves())
				.extracting(Object::getClass)
				.extracting(Class::getName)
				.containsSubsequence(ConnectionEndsValve.class.getName(), RemoteIpValve.class.getName()));
	}

	@Test
	void staysOut() {
		this.runner.withPropertyValues("monitor.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(WebServerFactoryCustomizer.class));
		this.runner.withClassLoader(new FilteredClassLoader(Tomcat.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(TomcatCustomizer.class)
				.hasSingleBean(JettyCustomizer.class));
		this.runner.withClassLoader(new FilteredClassLoader(Server.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(JettyCustomizer.class)
				.hasSingleBean(TomcatCustomizer.class));
		this.runner.withClassLoader(new FilteredClassLoader(WebServerFactoryCustomizer.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TomcatCustomizer.class));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CallerAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(WebServerFactoryCustomizer.class));
	}

}
