package dev.monitor.benchmarks.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Who answers the scrape.
 */
enum Variant {

	BOOT("Boot alone", "monitor.enabled=false", "management.endpoints.web.exposure.include=prometheus"),

	MONITOR("Monitor", "monitor.metrics.access=open"),

	MONITOR_LISTENER("Monitor, a listener of its own", "monitor.metrics.access=open");

	private static final List<String> COMMON = List.of("scraped.meters=50", "server.tomcat.threads.max=10",
			"monitor.concurrency.enabled=false",
			"spring.autoconfigure.exclude="
					+ "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration,"
					+ "org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration");

	private final String label;

	private final List<String> properties;

	Variant(String label, String... properties) {
		this.label = label;
		this.properties = List.of(properties);
	}

	String label() {
		return this.label;
	}

	boolean hasListener() {
		return this == MONITOR_LISTENER;
	}

	/**
	 * Return the settings.
	 * @param freePort where a listener of its own is to listen
	 */
	List<String> properties(int freePort) {
		List<String> all = new ArrayList<>(COMMON);
		all.addAll(this.properties);
		if (hasListener()) {
			all.add("monitor.metrics.listen-address=127.0.0.1:" + freePort);
		}
		return all;
	}

}
