package dev.monitor;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers that a reactive application of a test may have, all of which are on the
 * test class path.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum ReactiveServer {

	NETTY("reactor.netty.autoconfigure.NettyReactiveWebServer",
			"reactor.netty.autoconfigure.actuate.web.server.NettyReactiveManagementContext"),

	TOMCAT("tomcat.autoconfigure.reactive.TomcatReactiveWebServer",
			"tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContext"),

	JETTY("jetty.autoconfigure.reactive.JettyReactiveWebServer",
			"jetty.autoconfigure.actuate.web.server.JettyReactiveManagementContext");

	private static final List<String> SECURITY = List.of("security.autoconfigure.Security",
			"security.autoconfigure.UserDetailsService", "security.autoconfigure.ReactiveUserDetailsService",
			"security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurity",
			"security.autoconfigure.web.reactive.ReactiveWebSecurity");

	private final List<String> classes;

	ReactiveServer(String... classes) {
		this.classes = List.of(classes);
	}

	/**
	 * Return the properties of an application with this server and without Spring
	 * Security, before others.
	 */
	public String[] with(String... properties) {
		return properties(SECURITY, properties);
	}

	/**
	 * Return the properties of an application with this server and with Spring Security,
	 * before others.
	 */
	public String[] secured(String... properties) {
		return properties(List.of(), properties);
	}

	private String[] properties(Collection<String> unwanted, String... properties) {
		String excluded = Stream
			.concat(unwanted.stream(),
					Arrays.stream(values()).filter((other) -> other != this).flatMap((other) -> other.classes.stream()))
			.map((name) -> "org.springframework.boot." + name + "AutoConfiguration")
			.collect(Collectors.joining(","));
		return Stream
			.concat(Stream.of("spring.main.web-application-type=reactive", "spring.autoconfigure.exclude=" + excluded),
					Arrays.stream(properties))
			.toArray(String[]::new);
	}

}
