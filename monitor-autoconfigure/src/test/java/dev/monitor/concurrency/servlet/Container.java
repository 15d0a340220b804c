package dev.monitor.concurrency.servlet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Web servers that the tests run on.
 */
enum Container {

	TOMCAT("jetty.autoconfigure.servlet.Jetty", false),

	TOMCAT_VIRTUAL("jetty.autoconfigure.servlet.Jetty", true),

	JETTY("tomcat.autoconfigure.servlet.Tomcat", false),

	JETTY_VIRTUAL("tomcat.autoconfigure.servlet.Tomcat", true);

	private final String other;

	private final boolean virtual;

	Container(String other, boolean virtual) {
		this.other = other;
		this.virtual = virtual;
	}

	/**
	 * Return those that this Java version can run; virtual threads need 21.
	 */
	static Stream<Container> available() {
		return Arrays.stream(values()).filter((container) -> !container.virtual || Runtime.version().feature() >= 21);
	}

	/**
	 * Start an application on a free port of the loopback interface.
	 */
	ConfigurableApplicationContext start(Class<?> application, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("server.port=0");
		all.add("server.address=127.0.0.1");
		all.add("spring.threads.virtual.enabled=" + this.virtual);
		all.add("spring.autoconfigure.exclude=org.springframework.boot." + this.other
				+ "ServletWebServerAutoConfiguration");
		return new SpringApplicationBuilder(application).properties(all.toArray(String[]::new)).run();
	}

}
