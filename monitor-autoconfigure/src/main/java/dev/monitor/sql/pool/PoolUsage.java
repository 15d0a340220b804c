package dev.monitor.sql.pool;

import java.util.List;

import javax.sql.DataSource;

import dev.monitor.sql.PoolState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * How far a connection pool is used, in the pool's own numbers.
 *
 * @param active connections in use
 * @param max connections there may be
 */
public record PoolUsage(int active, int max) {

	/**
	 * Tell whether whoever wants a connection has to wait.
	 * @return whether all connections are in use
	 */
	public boolean isExhausted() {
		return this.max > 0 && this.active >= this.max;
	}

	@Override
	public String toString() {
		return (isExhausted() ? "pool exhausted: " : "") + this.active + " of " + this.max + " connections in use";
	}

	/**
	 * Reads the usage of pools. A read is a memory read.
	 */
	@FunctionalInterface
	public interface Reader {

		/**
		 * Read the usage.
		 * @param dataSource a data source, possibly around a pool
		 * @return the usage, {@code null} if there is no pool or none that tells
		 */
		@Nullable PoolUsage read(DataSource dataSource);

		/**
		 * Read how a pool stands, as far as it tells.
		 * @param dataSource a data source, possibly around a pool
		 * @return its state, {@code null} if there is no pool that is known
		 */
		default @Nullable PoolState state(DataSource dataSource) {
			return null;
		}

		/**
		 * Return a reader of all pools that Boot knows.
		 * @param providers Boot's knowledge
		 * @return the reader
		 */
		static Reader of(List<DataSourcePoolMetadataProvider> providers) {
			return new KnownPools(providers);
		}

	}

}
