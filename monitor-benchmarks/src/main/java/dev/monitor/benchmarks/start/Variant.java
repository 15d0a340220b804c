package dev.monitor.benchmarks.start;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is started.
 *
 * @param label its name in the table
 * @param starter whether the jars of the starter are on the class path
 * @param properties settings
 */
record Variant(String label, boolean starter, List<String> properties) {

	static final Variant PLAIN = new Variant("Boot, actuator, Prometheus registry", false, List.of());

	private static final List<String> FEATURES = List.of("access", "concurrency", "dashboard", "database", "deliveries",
			"dependency", "health", "health.background", "jobs", "logging", "metrics", "port", "warmup");

	/**
	 * Return the variants to compare, the plain one first.
	 * @param features whether to switch off each feature too
	 */
	static List<Variant> all(boolean features) {
		List<Variant> all = new ArrayList<>(List.of(PLAIN, new Variant("**Monitor**", true, List.of()),
				new Variant("Monitor, `monitor.enabled=false`", true, List.of("monitor.enabled=false"))));
		if (features) {
			FEATURES.forEach((feature) -> all.add(without(feature)));
		}
		return all;
	}

	private static Variant without(String feature) {
		String property = "monitor." + (feature.equals("access") ? "logging.access" : feature) + ".enabled=false";
		return new Variant("Monitor, `" + property + "`", true, List.of(property));
	}

	/**
	 * Return the arguments of the app.
	 */
	List<String> arguments() {
		return Stream.concat(Stream.of("server.address=127.0.0.1", "server.port=0"), this.properties.stream())
			.map((property) -> "--" + property)
			.toList();
	}

}
