package dev.monitor.access.autoconfigure;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.monitor.access.AccessEvents;
import dev.monitor.access.reactive.ArrivalWebFilter;
import dev.monitor.access.reactive.UserWebFilter;
import dev.monitor.access.servlet.ArrivalFilter;
import dev.monitor.access.tomcat.TomcatAccessValve;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import dev.monitor.event.UrlPolicy;
import dev.monitor.http.autoconfigure.HttpAutoConfiguration;
import dev.monitor.property.InvalidPropertyException;
import jakarta.servlet.DispatcherType;
import org.apache.catalina.Engine;
import org.apache.catalina.LifecycleState;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccessLogAutoConfiguration}.
 */
class AccessLogAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AccessLogAutoConfiguration.class));

	private final WebApplicationContextRunner server = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class,
				AccessLogAutoConfiguration.class, HttpAutoConfiguration.class))
		.withPropertyValues("server.port=0", "server.address=127.0.0.1");

	@Test
	void customizesTheWebServer() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(AccessEvents.class)
			.hasSingleBean(AccessLogAutoConfiguration.TomcatCustomizer.class)
			.hasSingleBean(AccessLogAutoConfiguration.JettyCustomizer.class));
	}

	@Test
	void keepsTraceIdsRightBehindTheFilterThatOpensTheTrace() {
		this.runner.run((context) -> {
			FilterRegistrationBean<?> registration = context
				.getBean(AccessLogAutoConfiguration.ArrivalConfiguration.class);
			assertThat(registration.getFilter()).isInstanceOf(ArrivalFilter.class);
			assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE + 2);
			assertThat(registration.determineDispatcherTypes()).containsExactly(DispatcherType.REQUEST);
		});
	}

	@Test
	void leavesNothingBehindWhenItIsOff() {
		for (String property : new String[] { "monitor.enabled", "monitor.logging.enabled",
				"monitor.logging.access.enabled" }) {
			this.runner.withPropertyValues(property + "=false")
				.run((context) -> assertThat(context).doesNotHaveBean(AccessEvents.class)
					.doesNotHaveBean(AccessLogProperties.class)
					.doesNotHaveBean(FilterRegistrationBean.class)
					.doesNotHaveBean(WebServerFactoryCustomizer.class));
		}
	}

	@Test
	void worksWithOneWebServerOnly() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.eclipse.jetty",
					ConfigurableJettyWebServerFactory.class.getPackageName()))
			.run((context) -> assertThat(context).hasSingleBean(AccessLogAutoConfiguration.TomcatCustomizer.class)
				.doesNotHaveBean(AccessLogAutoConfiguration.JettyCustomizer.class));
		this.runner
			.withClassLoader(new FilteredClassLoader("org.apache.catalina",
					ConfigurableTomcatWebServerFactory.class.getPackageName()))
			.run((context) -> assertThat(context).hasSingleBean(AccessLogAutoConfiguration.JettyCustomizer.class)
				.doesNotHaveBean(AccessLogAutoConfiguration.TomcatCustomizer.class));
	}

	@Test
	void startsWithoutAnyWebServerAsAWarMayHaveNone() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.web.server"))
			.run((context) -> assertThat(context).hasSingleBean(AccessEvents.class)
				.doesNotHaveBean(AccessLogAutoConfiguration.TomcatCustomizer.class)
				.hasSingleBean(AccessLogAutoConfiguration.TomcatWar.class));
	}

	@Test
	void startsWithoutTheEncoder() {
		this.runner.withClassLoader(new FilteredClassLoader("net.logstash.logback", "tools.jackson"))
			.run((context) -> assertThat(context).hasSingleBean(AccessEvents.class));
	}

	@Test
	void staysOutOfOtherApplications() {
		AutoConfigurations configurations = AutoConfigurations.of(AccessLogAutoConfiguration.class);
		new ApplicationContextRunner().withConfiguration(configurations)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AccessEvents.class));
	}

	@Test
	void hasFiltersOfItsOwnInReactiveApplications() {
		ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AccessLogAutoConfiguration.class));
		reactive.run((context) -> assertThat(context).hasSingleBean(AccessEvents.class)
			.hasSingleBean(ArrivalWebFilter.class)
			.hasSingleBean(UserWebFilter.class)
			.hasSingleBean(ReactiveAccessConfiguration.NettyCustomizer.class)
			.doesNotHaveBean(FilterRegistrationBean.class));
		reactive.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.apache.catalina", "org.eclipse.jetty"))
			.run((context) -> assertThat(context).hasSingleBean(ReactiveAccessConfiguration.NettyCustomizer.class)
				.doesNotHaveBean(AccessLogAutoConfiguration.TomcatCustomizer.class));
		reactive.withClassLoader(new FilteredClassLoader("reactor.netty"))
			.run((context) -> assertThat(context).hasSingleBean(ArrivalWebFilter.class)
				.doesNotHaveBean(ReactiveAccessConfiguration.NettyCustomizer.class));
		reactive.withPropertyValues("monitor.logging.access.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(WebFilter.class)
				.doesNotHaveBean(WebServerFactoryCustomizer.class));
	}

	@Test
	void eventsOfTheUserWin() {
		this.runner.withUserConfiguration(OwnEvents.class)
			.run((context) -> assertThat(context).hasSingleBean(AccessEvents.class).hasBean("ownEvents"));
	}

	@Test
	void worksWithoutAMarkOfOwnRequests() {
		assertThat(logged("/x")).isEqualTo("/x");
	}

	@Test
	void propertiesReachTheEvents() {
		assertThat(logged("/x?token=1")).isEqualTo("/x?token=REDACTED");
		assertThat(logged("/x?token=1", "monitor.logging.access.url=path-only")).isEqualTo("/x");
		assertThat(logged("/x?token=1", "monitor.logging.access.url=full")).isEqualTo("/x?token=1");
		assertThat(logged("/x", "monitor.logging.access.exclude=/x")).isEmpty();
		assertThat(logged("/health", "monitor.logging.access.exclude=/x")).isEqualTo("/health");
		assertThat(logged("/a/1/b", "monitor.logging.access.exclude=/x,/a/*/b")).isEmpty();
		assertThat(logged("/actuator/health", "management.server.port=0")).isEqualTo("/actuator/health");
		assertThat(logged("/manage/health", "management.endpoints.web.base-path=/manage")).isEmpty();
		assertThat(logged("/manage/health", "management.endpoints.web.base-path=/manage/")).isEmpty();
		assertThat(logged("/api/actuator/health", "spring.mvc.servlet.path=/api")).isEmpty();
		assertThat(logged("/actuator/health", "spring.mvc.servlet.path=/api")).isEqualTo("/actuator/health");
		assertThat(logged("/orders", "management.endpoints.web.base-path=/")).isEqualTo("/orders");
	}

	@Test
	void anExclusionThatIsNoPatternStopsTheStart() {
		for (String pattern : new String[] { "health", "/a/{b/c" }) {
			this.runner.withPropertyValues("monitor.logging.access.exclude=" + pattern)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> {
						assertThat(failure.getProperty()).isEqualTo("monitor.logging.access.exclude[0]");
						assertThat(failure).hasMessageContaining(pattern);
						assertThat(failure.analysis().getAction()).contains("/assets/**");
					}));
		}
	}

	@Test
	void theValveStopsWithTheServer() {
		this.server.run((context) -> {
			Engine engine = tomcat(context).getTomcat().getEngine();
			TomcatAccessValve valve = Stream.of(engine.getPipeline().getValves())
				.filter(TomcatAccessValve.class::isInstance)
				.map(TomcatAccessValve.class::cast)
				.findFirst()
				.orElseThrow();
			assertThat(valve.getState()).isEqualTo(LifecycleState.STARTED);
			context.close();
			assertThat(valve.getState().isAvailable()).isFalse();
		});
	}

	/**
	 * Return the URL that is logged of a request, empty if there is none. A second
	 * request on the same connection tells that the first is done.
	 */
	private String logged(String url, String... properties) {
		Logger logger = (Logger) LoggerFactory.getLogger("http");
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.list = new CopyOnWriteArrayList<>();
		appender.start();
		logger.addAppender(appender);
		try {
			this.server.withPropertyValues(properties).run((context) -> {
				int port = tomcat(context).getPort();
				HttpClient client = HttpClient.newHttpClient();
				for (String path : new String[] { url, "/last" }) {
					HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
					client.send(request, BodyHandlers.discarding());
				}
				Awaitility.await().until(() -> urls(appender).endsWith("/last"));
			});
		}
		finally {
			logger.detachAppender(appender);
		}
		String urls = urls(appender);
		return urls.substring(0, urls.length() - "/last".length());
	}

	private static TomcatWebServer tomcat(AssertableWebApplicationContext context) {
		WebServer server = context.getSourceApplicationContext(AnnotationConfigServletWebServerApplicationContext.class)
			.getWebServer();
		return (TomcatWebServer) Objects.requireNonNull(server);
	}

	private static String urls(ListAppender<ILoggingEvent> appender) {
		StringBuilder urls = new StringBuilder();
		for (ILoggingEvent event : appender.list) {
			((EventMarker) event.getMarkerList().get(0)).describe(new UrlPair(urls));
		}
		return urls.toString();
	}

	private record UrlPair(StringBuilder url) implements EventPairs {

		@Override
		public void add(String key, @Nullable String value) {
			if (key.equals("url")) {
				this.url.append(value);
			}
		}

		@Override
		public void add(String key, long value) {
		}

		@Override
		public void addNumber(String key, BigDecimal value) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEvents {

		@Bean
		AccessEvents ownEvents() {
			return new AccessEvents(UrlPolicy.FULL, (path) -> false, null);
		}

	}

}
