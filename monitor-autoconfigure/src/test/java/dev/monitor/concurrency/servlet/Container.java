package dev.monitor.concurrency.servlet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.monitor.Unwanted;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Web servers that the tests run on.
 */
enum Container {

	TOMCAT(Unwanted.JETTY, false),

	TOMCAT_VIRTUAL(Unwanted.JETTY, true),

	JETTY(Unwanted.TOMCAT, false),

	JETTY_VIRTUAL(Unwanted.TOMCAT, true);

	private final Unwanted other;

	private final boolean virtual;

	Container(Unwanted other, boolean virtual) {
		this.other = other;
		this.virtual = virtual;
	}

	/**
	 * Return those that this Java version can run; virtual threads need 21.
	 */
	static Stream<Container> available() {
		return Arrays.stream(values()).filter((container) -> !container.virtual || Runtime.version().feature() >= 21);
	}

	boolean isTomcat() {
		return this.other == Unwanted.JETTY;
	}

	boolean isVirtual() {
		return this.virtual;
	}

	/**
	 * Start an application on a free port of the loopback interface, without Spring
	 * Security.
	 */
	ConfigurableApplicationContext start(Class<?> application, String... properties) {
		return run(application, Unwanted.property(this.other, Unwanted.SECURITY), properties);
	}

	/**
	 * Start an application with Spring Security.
	 */
	ConfigurableApplicationContext startSecured(Class<?> application, String... properties) {
		return run(application, Unwanted.property(this.other), properties);
	}

	private ConfigurableApplicationContext run(Class<?> application, String exclusion, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("server.port=0");
		all.add("server.address=127.0.0.1");
		all.add("spring.main.banner-mode=off");
		all.add("spring.threads.virtual.enabled=" + this.virtual);
		all.add(exclusion);
		return new SpringApplicationBuilder(application)
			.run(all.stream().map((property) -> "--" + property).toArray(String[]::new));
	}

}
