package dev.monitor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What the test class path offers and a test may not want. By default, in
 * {@code application.properties}, that is Jetty and Spring Security.
 */
public enum Unwanted {

	TOMCAT("tomcat.autoconfigure.servlet.TomcatServletWebServer",
			"tomcat.autoconfigure.actuate.web.server.TomcatServletManagementContext"),

	JETTY("jetty.autoconfigure.servlet.JettyServletWebServer",
			"jetty.autoconfigure.actuate.web.server.JettyServletManagementContext"),

	SECURITY("security.autoconfigure.Security", "security.autoconfigure.UserDetailsService",
			"security.autoconfigure.actuate.web.servlet.ManagementWebSecurity",
			"security.autoconfigure.web.servlet.SecurityFilter",
			"security.autoconfigure.web.servlet.ServletWebSecurity");

	private final String classes;

	Unwanted(String... names) {
		this.classes = Arrays.stream(names)
			.map((name) -> "org.springframework.boot." + name + "AutoConfiguration")
			.collect(Collectors.joining(","));
	}

	/**
	 * Return the property that excludes these and nothing else. Give it to the run of an
	 * application as an argument, so that it comes before {@code application.properties}.
	 */
	public static String property(Unwanted... unwanted) {
		return Arrays.stream(unwanted)
			.map((each) -> each.classes)
			.collect(Collectors.joining(",", "spring.autoconfigure.exclude=", ""));
	}

}
