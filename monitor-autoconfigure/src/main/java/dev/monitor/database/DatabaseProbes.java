package dev.monitor.database;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Gives what takes samples of databases.
 */
@FunctionalInterface
public interface DatabaseProbes {

	/**
	 * Takes no samples of any database.
	 */
	DatabaseProbes NONE = (name, dataSource) -> null;

	/**
	 * Return the probe of a database, without asking it.
	 * @param name name of the data source
	 * @param dataSource the data source
	 * @return the probe, {@code null} if there are to be no samples
	 */
	@Nullable DatabaseProbe of(String name, DataSource dataSource);

}
