package dev.monitor.sql.pool;

import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * {@link DataSourcePoolMetadataProvider} that shows the pool inside a proxy to the other
 * providers. That of Hikari takes a proxy of the pool's class for the pool and reads a
 * field of it, which is empty.
 */
public final class RootPoolMetadata implements DataSourcePoolMetadataProvider {

	private final Supplier<Stream<DataSourcePoolMetadataProvider>> providers;

	/**
	 * Create the provider.
	 * @param providers gives all providers, this one may be among them
	 */
	public RootPoolMetadata(Supplier<Stream<DataSourcePoolMetadataProvider>> providers) {
		this.providers = providers;
	}

	@Override
	public @Nullable DataSourcePoolMetadata getDataSourcePoolMetadata(DataSource dataSource) {
		DataSource root = DataSourceUnwrapper.unwrapRoot(dataSource);
		return (root != dataSource) ? ofRoot(root) : null;
	}

	private @Nullable DataSourcePoolMetadata ofRoot(DataSource root) {
		for (DataSourcePoolMetadataProvider provider : this.providers.get().toList()) {
			DataSourcePoolMetadata metadata = (provider != this) ? provider.getDataSourcePoolMetadata(root) : null;
			if (metadata != null) {
				return metadata;
			}
		}
		return null;
	}

}
