package dev.monitor.dependency.jdbc;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * The data sources behind one that routes. A check is no caller with a place to be routed
 * to, so it has to ask them all.
 */
final class RoutedTargets {

	private RoutedTargets() {
	}

	/**
	 * Return the targets, also through wrappers.
	 * @param dataSource any data source
	 * @return the targets by their keys, empty if it does not route
	 */
	static Map<String, DataSource> of(DataSource dataSource) throws SQLException {
		Map<String, DataSource> targets = new LinkedHashMap<>();
		AbstractRoutingDataSource routing = routing(dataSource);
		if (routing != null) {
			routing.getResolvedDataSources().forEach((key, target) -> targets.put(String.valueOf(key), target));
			DataSource fallback = routing.getResolvedDefaultDataSource();
			if (fallback != null && !targets.containsValue(fallback)) {
				targets.put("default", fallback);
			}
		}
		return targets;
	}

	private static @Nullable AbstractRoutingDataSource routing(DataSource dataSource) throws SQLException {
		if (dataSource instanceof AbstractRoutingDataSource routing) {
			return routing;
		}
		return dataSource.isWrapperFor(AbstractRoutingDataSource.class)
				? dataSource.unwrap(AbstractRoutingDataSource.class) : null;
	}

}
