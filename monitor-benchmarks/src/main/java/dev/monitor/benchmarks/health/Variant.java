package dev.monitor.benchmarks.health;

import java.util.ArrayList;
import java.util.List;

import dev.monitor.benchmarks.Container;

/**
 * Who answers the probes.
 */
enum Variant {

	/**
	 * Boot's readiness group, which has an indicator for each dependency.
	 */
	BOOT("Boot alone", false, "monitor.enabled=false"),

	/**
	 * The same, on a server of its own.
	 */
	BOOT_MANAGEMENT_PORT("Boot alone, management.server.port", false, "monitor.enabled=false"),

	/**
	 * The same indicators, checked in the background.
	 */
	MONITOR_INDICATORS("Monitor, the same indicators", false, "monitor.health.background.timeout=1s"),

	/**
	 * Monitor's own dependencies.
	 */
	MONITOR("Monitor, dependencies", true),

	/**
	 * Monitor's own dependencies, and its listener.
	 */
	MONITOR_LISTENER("Monitor, health listener", true);

	private final String label;

	private final boolean declared;

	@SuppressWarnings("ImmutableEnumChecker") // made by List.of
	private final List<String> properties;

	Variant(String label, boolean declared, String... properties) {
		this.label = label;
		this.declared = declared;
		this.properties = List.of(properties);
	}

	String label() {
		return this.label;
	}

	/**
	 * Return the settings of an app that depends on these services.
	 * @param services the services
	 * @param probePort free port for the variants that answer probes elsewhere
	 */
	List<String> properties(List<SimulatedService> services, int probePort) {
		List<String> all = new ArrayList<>(this.properties);
		all.add(Container.TOMCAT.property());
		if (this.declared) {
			for (SimulatedService service : services) {
				all.add("monitor.dependencies.d%1$d.url=http://127.0.0.1:%1$d/".formatted(service.port()));
			}
		}
		else {
			all.add("probed.indicators="
					+ String.join(",", services.stream().map((service) -> Integer.toString(service.port())).toList()));
			all.add("management.endpoint.health.group.readiness.include=*");
		}
		if (this == BOOT || this == BOOT_MANAGEMENT_PORT) {
			all.add("management.endpoint.health.probes.enabled=true");
			all.add("management.endpoint.health.probes.add-additional-paths=true");
		}
		if (this == BOOT_MANAGEMENT_PORT) {
			all.add("management.server.port=" + probePort);
			all.add("management.server.address=127.0.0.1");
		}
		if (this == MONITOR_LISTENER) {
			all.add("monitor.health.listen-address=127.0.0.1:" + probePort);
		}
		return all;
	}

	/**
	 * Return whether the probes go to another port than the requests.
	 */
	boolean answersElsewhere() {
		return this == BOOT_MANAGEMENT_PORT || this == MONITOR_LISTENER;
	}

	/**
	 * Return the path that is probed.
	 */
	String path() {
		return (this == BOOT_MANAGEMENT_PORT) ? "/actuator/health/readiness" : "/readyz";
	}

}
