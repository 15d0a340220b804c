package dev.monitor.sql;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Reads how the pools of data sources stand. A read is a memory read. Implementations are
 * thread-safe.
 */
@FunctionalInterface
public interface PoolReader {

	/**
	 * Knows no pool.
	 */
	PoolReader NONE = (dataSource) -> null;

	/**
	 * Read how the pool of a data source stands, as far as it tells.
	 * @param dataSource a data source, possibly around a pool
	 * @return its state, {@code null} if there is no pool that is known
	 */
	@Nullable PoolState read(DataSource dataSource);

	/**
	 * Say that whoever wants a connection has to wait.
	 * @param dataSource a data source, possibly around a pool
	 * @return the pool's numbers in words; {@code null} if there is a connection to spare
	 * or no pool that tells
	 */
	default @Nullable String exhaustion(DataSource dataSource) {
		PoolState pool = read(dataSource);
		return (pool != null && pool.isExhausted())
				? "pool exhausted: " + pool.active() + " of " + pool.max() + " connections in use" : null;
	}

}
