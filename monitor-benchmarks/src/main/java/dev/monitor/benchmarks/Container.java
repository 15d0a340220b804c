package dev.monitor.benchmarks;

import java.util.Locale;

/**
 * The web server of an app that has both on its class path.
 */
public enum Container {

	TOMCAT("Jetty"),

	JETTY("Tomcat");

	private final String other;

	Container(String other) {
		this.other = other;
	}

	/**
	 * Return the property that leaves this server as the only one.
	 */
	public String property() {
		String doors = "org.springframework.boot." + this.other.toLowerCase(Locale.ROOT) + ".autoconfigure.";
		return "spring.autoconfigure.exclude=" + doors + "servlet." + this.other + "ServletWebServerAutoConfiguration,"
				+ doors + "actuate.web.server." + this.other + "ServletManagementContextAutoConfiguration";
	}

}
