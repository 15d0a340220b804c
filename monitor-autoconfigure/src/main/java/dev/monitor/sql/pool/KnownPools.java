package dev.monitor.sql.pool;

import java.util.List;

import javax.sql.DataSource;

import dev.monitor.sql.PoolState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * {@link PoolUsage.Reader} of the pools that Boot knows.
 *
 * @param providers Boot's knowledge
 */
record KnownPools(List<DataSourcePoolMetadataProvider> providers) implements PoolUsage.Reader {

	@Override
	public @Nullable PoolUsage read(DataSource dataSource) {
		for (DataSourcePoolMetadataProvider provider : this.providers) {
			DataSourcePoolMetadata pool = provider.getDataSourcePoolMetadata(dataSource);
			Integer active = (pool != null) ? pool.getActive() : null;
			Integer max = (pool != null) ? pool.getMax() : null;
			if (active != null && max != null) {
				return new PoolUsage(active, max);
			}
		}
		return null;
	}

	@Override
	public @Nullable PoolState state(DataSource dataSource) {
		for (DataSourcePoolMetadataProvider provider : this.providers) {
			DataSourcePoolMetadata pool = provider.getDataSourcePoolMetadata(dataSource);
			if (pool != null) {
				return new PoolState(known(pool.getActive()), known(pool.getIdle()), known(pool.getMax()));
			}
		}
		return null;
	}

	private static int known(@Nullable Integer number) {
		return (number != null) ? number : -1;
	}

}
