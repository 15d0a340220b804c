package dev.monitor.jdbc.pool;

import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
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
		 * Return a reader of all pools that Boot knows.
		 * @param providers Boot's knowledge
		 * @return the reader
		 */
		static Reader of(List<DataSourcePoolMetadataProvider> providers) {
			return (dataSource) -> {
				for (DataSourcePoolMetadataProvider provider : providers) {
					DataSourcePoolMetadata pool = provider.getDataSourcePoolMetadata(dataSource);
					Integer active = (pool != null) ? pool.getActive() : null;
					Integer max = (pool != null) ? pool.getMax() : null;
					if (active != null && max != null) {
						return new PoolUsage(active, max);
					}
				}
				return null;
			};
		}

	}

}
