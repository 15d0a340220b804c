package dev.monitor.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The web server of an app that has all on its class path.
 */
public enum Container {

	TOMCAT("servlet.%sServletWebServer", "actuate.web.server.%sServletManagementContext", "Jetty"),

	JETTY("servlet.%sServletWebServer", "actuate.web.server.%sServletManagementContext", "Tomcat"),

	/**
	 * Reactor Netty, below a reactive application.
	 */
	NETTY("reactive.%sReactiveWebServer", "actuate.web.server.%sReactiveManagementContext", "Jetty", "Tomcat");

	private final String server;

	private final String management;

	@SuppressWarnings("ImmutableEnumChecker") // made by List.of
	private final List<String> others;

	Container(String server, String management, String... others) {
		this.server = server;
		this.management = management;
		this.others = List.of(others);
	}

	/**
	 * Return the property that leaves this server as the only one.
	 */
	public String property() {
		return this.others.stream()
			.flatMap((other) -> Stream.of(autoConfiguration(other, this.server),
					autoConfiguration(other, this.management)))
			.collect(Collectors.joining(",", "spring.autoconfigure.exclude=", ""));
	}

	private static String autoConfiguration(String other, String name) {
		return "org.springframework.boot." + other.toLowerCase(Locale.ROOT) + ".autoconfigure." + name.formatted(other)
				+ "AutoConfiguration";
	}

}
