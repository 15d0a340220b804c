package dev.monitor.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;
import org.jspecify.annotations.Nullable;

/**
 * Tells of connections that are held for which route: the section {@code connections}
 * knows the request that its thread serves, and {@code in_flight} the requests.
 */
final class HolderRoutes {

	private static final String CONNECTIONS = "connections";

	private static final String REQUEST = "request";

	private HolderRoutes() {
	}

	/**
	 * Add the route to each row, empty if nobody knows it.
	 * @param name name of the section
	 * @param section the section
	 * @param sources all sections
	 * @return the section with a text {@code route} behind the others, if it has requests
	 */
	static StatusSection add(String name, StatusSection section, StatusSources sources) {
		List<StatusRow> rows = section.rows();
		if (!name.equals(CONNECTIONS) || rows.isEmpty() || !rows.get(0).texts().containsKey(REQUEST)) {
			return section;
		}
		Map<String, String> routes = routes(sources.get("in_flight"));
		return section.with(rows.stream()
			.map((row) -> row.with("route", routes.getOrDefault(row.texts().getOrDefault(REQUEST, ""), "")))
			.toList());
	}

	private static Map<String, String> routes(@Nullable StatusSource requests) {
		Map<String, String> routes = new HashMap<>();
		if (requests != null) {
			requests.section()
				.rows()
				.forEach((row) -> routes.put(row.name(),
						(row.texts().getOrDefault("method", "") + ' ' + row.texts().getOrDefault("route", ""))
							.strip()));
		}
		return routes;
	}

}
