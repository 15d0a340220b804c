package dev.monitor.database.jdbc;

import java.time.Duration;

import javax.sql.DataSource;

import dev.monitor.database.DatabaseProbe;
import dev.monitor.database.DatabaseProbes;
import dev.monitor.sql.PoolReader;
import org.jspecify.annotations.Nullable;

/**
 * {@link DatabaseProbes} for all data sources but those that stand for others: one that
 * routes or delegates has no database of its own.
 */
public final class DataSourceProbes implements DatabaseProbes {

	private static final String PACKAGE = "org.springframework.jdbc.datasource.";

	private final PoolReader pools;

	private final Duration timeout;

	/**
	 * Create the probes.
	 * @param pools reads how pools stand
	 * @param timeout time that each statement may take
	 */
	public DataSourceProbes(PoolReader pools, Duration timeout) {
		this.pools = pools;
		this.timeout = timeout;
	}

	@Override
	public @Nullable DatabaseProbe of(String name, DataSource dataSource) {
		return standsForOthers(dataSource) ? null : new DataSourceProbe(name, dataSource, this.pools, this.timeout);
	}

	/**
	 * Tell whether a data source has no database of its own.
	 * @param dataSource the data source
	 * @return whether it routes or delegates
	 */
	public static boolean standsForOthers(DataSource dataSource) {
		return standsForOthers(dataSource.getClass());
	}

	/**
	 * By their names, for Spring JDBC may be absent.
	 */
	private static boolean standsForOthers(@Nullable Class<?> type) {
		return type != null && (type.getName().equals(PACKAGE + "DelegatingDataSource")
				|| type.getName().equals(PACKAGE + "LazyConnectionDataSourceProxy")
				|| type.getName().equals(PACKAGE + "lookup.AbstractRoutingDataSource")
				|| standsForOthers(type.getSuperclass()));
	}

}
