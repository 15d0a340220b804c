package dev.monitor.sql.autoconfigure;

import javax.sql.DataSource;

import dev.monitor.sql.PoolState;
import dev.monitor.sql.pool.PoolUsage;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link PoolUsage.Reader} that looks for Boot's knowledge of pools when it is first
 * asked, since data sources are being created until then.
 */
final class PoolUsageReader implements PoolUsage.Reader {

	private final SingletonSupplier<PoolUsage.Reader> reader;

	PoolUsageReader(ObjectProvider<DataSourcePoolMetadataProvider> providers) {
		this.reader = SingletonSupplier.of(() -> PoolUsage.Reader.of(providers.orderedStream().toList()));
	}

	@Override
	public @Nullable PoolUsage read(DataSource dataSource) {
		return this.reader.obtain().read(dataSource);
	}

	@Override
	public @Nullable PoolState state(DataSource dataSource) {
		return this.reader.obtain().state(dataSource);
	}

}
