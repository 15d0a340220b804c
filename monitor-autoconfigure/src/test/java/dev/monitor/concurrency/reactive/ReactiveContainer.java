package dev.monitor.concurrency.reactive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Web servers below a reactive application.
 */
public enum ReactiveContainer {

	NETTY("reactor.netty.autoconfigure.NettyReactiveWebServer",
			"reactor.netty.autoconfigure.actuate.web.server.NettyReactiveManagementContext"),

	TOMCAT("tomcat.autoconfigure.reactive.TomcatReactiveWebServer",
			"tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContext"),

	JETTY("jetty.autoconfigure.reactive.JettyReactiveWebServer",
			"jetty.autoconfigure.actuate.web.server.JettyReactiveManagementContext");

	private static final List<String> SECURITY = List.of("security.autoconfigure.Security",
			"security.autoconfigure.ReactiveUserDetailsService",
			"security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurity",
			"security.autoconfigure.web.reactive.ReactiveWebSecurity");

	@SuppressWarnings("ImmutableEnumChecker") // made by List.of
	private final List<String> names;

	ReactiveContainer(String... names) {
		this.names = List.of(names);
	}

	/**
	 * Start an application without Spring Security, on a free port of the loopback
	 * interface.
	 */
	public ConfigurableApplicationContext start(Class<?> application, String... properties) {
		return run(application, SECURITY.stream(), properties);
	}

	/**
	 * Start an application with Spring Security.
	 */
	public ConfigurableApplicationContext startSecured(Class<?> application, String... properties) {
		return run(application, Stream.empty(), properties);
	}

	private ConfigurableApplicationContext run(Class<?> application, Stream<String> unwanted, String... properties) {
		Stream<String> others = Arrays.stream(values())
			.filter((container) -> container != this)
			.flatMap((container) -> container.names.stream());
		List<String> all = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"spring.main.banner-mode=off", "monitor.warmup.enabled=false", "monitor.dependency.enabled=false",
				"management.metrics.use-global-registry=false", "spring.jmx.enabled=false", "server.http2.enabled=true",
				Stream.concat(others, unwanted)
					.map((name) -> "org.springframework.boot." + name + "AutoConfiguration")
					.collect(Collectors.joining(",", "spring.autoconfigure.exclude=", ""))));
		all.addAll(List.of(properties));
		return new SpringApplicationBuilder(application).web(WebApplicationType.REACTIVE)
			.run(all.stream().map((property) -> "--" + property).toArray(String[]::new));
	}

}
