package dev.monitor.benchmarks.metrics;

import java.util.ArrayList;
import java.util.List;

import dev.monitor.benchmarks.Container;

/**
 * Who answers the scrape.
 */
enum Variant {

	BOOT("Boot alone"), MONITOR("Monitor"), MONITOR_LISTENER("Monitor, a listener of its own");

	private static final List<String> COMMON = List.of("scraped.meters=50", "server.tomcat.threads.max=10",
			"monitor.concurrency.enabled=false", Container.TOMCAT.property());

	private final String label;

	Variant(String label) {
		this.label = label;
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
		all.addAll(switch (this) {
			case BOOT -> List.of("monitor.enabled=false", "management.endpoints.web.exposure.include=prometheus");
			case MONITOR -> List.of("monitor.metrics.access=open");
			case MONITOR_LISTENER ->
				List.of("monitor.metrics.access=open", "monitor.metrics.listen-address=127.0.0.1:" + freePort);
		});
		return all;
	}

}
