package dev.monitor.warmup.jdbc;

import javax.sql.DataSource;

/**
 * Tells how many connections a data source should have open.
 */
@FunctionalInterface
public interface PoolSize {

	/**
	 * A data source that is no pool, or one of an unknown kind.
	 */
	PoolSize ONE = (dataSource) -> 1;

	/**
	 * Return the number of connections to open. Asked again before each further one.
	 * @param dataSource a data source that has given a connection already
	 * @return the number, counting those that are open
	 */
	int wanted(DataSource dataSource);

}
