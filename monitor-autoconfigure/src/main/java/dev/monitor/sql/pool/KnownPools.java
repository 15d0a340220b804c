package dev.monitor.sql.pool;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.sql.PoolReader;
import dev.monitor.sql.PoolState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link PoolReader} of the pools that Boot knows. A pool that tells how many of its
 * connections are in use is preferred to one that does not. Thread-safe.
 */
public final class KnownPools implements PoolReader {

	private final SingletonSupplier<List<DataSourcePoolMetadataProvider>> providers;

	/**
	 * Create the reader.
	 * @param providers gives Boot's knowledge, asked once, at the first read, since data
	 * sources are being created until then
	 */
	public KnownPools(Supplier<Stream<DataSourcePoolMetadataProvider>> providers) {
		this.providers = SingletonSupplier.of(() -> providers.get().toList());
	}

	@Override
	public @Nullable PoolState read(DataSource dataSource) {
		PoolState found = null;
		for (DataSourcePoolMetadataProvider provider : this.providers.obtain()) {
			DataSourcePoolMetadata pool = provider.getDataSourcePoolMetadata(dataSource);
			if (pool != null) {
				PoolState state = new PoolState(known(pool.getActive()), known(pool.getIdle()), known(pool.getMax()));
				if (state.active() >= 0) {
					return state;
				}
				found = (found != null) ? found : state;
			}
		}
		return found;
	}

	private static int known(@Nullable Integer number) {
		return (number != null) ? number : -1;
	}

}
