package dev.monitor.http.autoconfigure;

import dev.monitor.http.OwnPaths;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.http.autoconfigure.HttpAutoConfiguration.JettyCustomizer;
import dev.monitor.http.autoconfigure.HttpAutoConfiguration.TomcatCustomizer;
import dev.monitor.http.reactive.InFlightWebFilter;
import dev.monitor.http.servlet.InFlightFilter;
import dev.monitor.http.tomcat.ConnectionEndsValve;
import dev.monitor.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpAutoConfiguration}. What the ends of connections are for is tested
 * with real servers in {@code ScrapeBypassTests}.
 */
class HttpAutoConfigurationTests {

	private static final AutoConfigurations DOOR = AutoConfigurations.of(HttpAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(DOOR);

	@Test
	void bothServersTellOfTheirConnections() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(TomcatCustomizer.class)
			.hasSingleBean(JettyCustomizer.class));
	}

	@Test
	void ourValveComesBeforeTheOneThatBelievesProxies() {
		new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(
					AutoConfigurations.of(HttpAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class))
			.withPropertyValues("server.port=0", "server.forward-headers-strategy=native")
			.run((context) -> assertThat(context.getBean(TomcatServletWebServerFactory.class).getEngineValves())
				.extracting(Object::getClass)
				.extracting(Class::getName)
				.containsSubsequence(ConnectionEndsValve.class.getName(), RemoteIpValve.class.getName()));
	}

	@Test
	void serversTellNothingIfTheyCannot() {
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
		new ApplicationContextRunner().withConfiguration(DOOR)
			.run((context) -> assertThat(context).doesNotHaveBean(WebServerFactoryCustomizer.class));
	}

	@Test
	void requestsAreListedWithoutALimiterAndWithoutAContainer() {
		this.runner.withClassLoader(new FilteredClassLoader("org.apache.catalina", "org.eclipse.jetty"))
			.run((context) -> {
				assertThat(context).hasSingleBean(RequestsInFlight.class);
				assertThat(context.getBean(StatusSource.class).name()).isEqualTo("in_flight");
				assertThat(context.getBean(FilterRegistrationBean.class).getFilter())
					.isInstanceOf(InFlightFilter.class);
			});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theServerTellsOfEndsIfRequestsAreListed(boolean listed) {
		this.runner.withPropertyValues("monitor.dashboard.enabled=" + listed).run((context) -> {
			TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
			context.getBean(TomcatCustomizer.class).customize(factory);
			assertThat(factory.getEngineValves()).hasSize(listed ? 2 : 1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitor.enabled=false", "monitor.dashboard.enabled=false" })
	void offLeavesNothingBehind(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(StatusSource.class)
				.doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void aGaugeCountsThemByRoute() {
		MeterRegistry registry = new SimpleMeterRegistry();
		this.runner.run((context) -> context.getBean(MeterBinder.class).bindTo(registry));
		assertThat(registry.get("monitor.requests.active").tag("uri", "UNKNOWN").gauge().value()).isZero();
		this.runner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RequestsInFlight.class));
		this.runner.withClassLoader(new FilteredClassLoader(FilterRegistrationBean.class))
			.run((context) -> context.getBean(MeterBinder.class).bindTo(new SimpleMeterRegistry()));
	}

	@Test
	void withoutServletsThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(DOOR)
			.run((context) -> assertThat(context).doesNotHaveBean(RequestsInFlight.class));
		this.runner.withClassLoader(new FilteredClassLoader(FilterRegistrationBean.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequestsInFlight.class));
	}

	@Test
	void reactiveRequestsAreListedToo() {
		ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
			.withConfiguration(DOOR);
		reactive.run((context) -> assertThat(context).hasSingleBean(RequestsInFlight.class)
			.hasSingleBean(InFlightWebFilter.class)
			.doesNotHaveBean(FilterRegistrationBean.class));
		reactive.withPropertyValues("monitor.dashboard.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RequestsInFlight.class)
				.doesNotHaveBean(WebFilter.class));
		reactive.withClassLoader(new FilteredClassLoader(WebFilter.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequestsInFlight.class));
	}

	@ParameterizedTest
	@CsvSource({ "monitor.enabled=true, /actuator", "management.endpoints.web.base-path=/manage/, /manage",
			"spring.mvc.servlet.path=/app/, /app/actuator" })
	void theActuatorIsWhereBootPutsIt(String property, String root) {
		this.runner.withPropertyValues(property).run((context) -> {
			OwnPaths paths = context.getBean(OwnPaths.class);
			assertThat(paths.contain(root)).isTrue();
			assertThat(paths.contain(root + "/health")).isTrue();
			assertThat(paths.contain(root + "s")).isFalse();
			assertThat(paths.contain("/orders")).isFalse();
		});
	}

	@ParameterizedTest
	@CsvSource({ "management.endpoints.web.base-path=/", "management.server.port=9001", "management.server.port=-1" })
	void anActuatorWithoutPathsOfItsOwnHasNone(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			OwnPaths paths = context.getBean(OwnPaths.class);
			assertThat(paths.contain("/actuator/health")).isFalse();
			assertThat(paths.contain("/orders")).isFalse();
			assertThat(paths.contain("/")).isFalse();
		});
	}

	@Test
	void withoutTheActuatorThereAreNoPaths() {
		this.runner.withPropertyValues("monitor.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(OwnPaths.class));
		this.runner.withClassLoader(new FilteredClassLoader(ManagementPortType.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OwnPaths.class));
		new ApplicationContextRunner().withConfiguration(DOOR)
			.run((context) -> assertThat(context).doesNotHaveBean(OwnPaths.class));
	}

}
