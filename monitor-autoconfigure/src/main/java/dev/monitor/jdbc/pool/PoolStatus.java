package dev.monitor.jdbc.pool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.monitor.jdbc.ConnectionHolders;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * {@link StatusSource} of the section {@code pools}: a row for each pool of connections
 * that is observed, named by its data source, with
 * <ul>
 * <li>{@code active}, {@code idle} and {@code max} connections as the pool counts them,
 * -1 where it does not tell
 * <li>{@code waiting} threads, and {@code longest_wait_seconds} of these, 0 if none waits
 * </ul>
 * Thread-safe.
 */
public final class PoolStatus implements StatusSource {

	private final ConnectionHolders holders;

	private final Supplier<List<DataSourcePoolMetadataProvider>> providers;

	/**
	 * Create the source.
	 * @param holders knows the data sources, and who waits for them
	 * @param providers know the pools
	 */
	public PoolStatus(ConnectionHolders holders, Supplier<List<DataSourcePoolMetadataProvider>> providers) {
		this.holders = holders;
		this.providers = providers;
	}

	@Override
	public String name() {
		return "pools";
	}

	@Override
	public StatusSection section() {
		List<StatusRow> rows = new ArrayList<>();
		new TreeMap<>(this.holders.dataSources()).forEach((name, dataSource) -> {
			DataSourcePoolMetadata pool = pool(dataSource);
			if (pool != null) {
				rows.add(row(name, pool));
			}
		});
		return StatusSection.EMPTY.with(rows);
	}

	private @Nullable DataSourcePoolMetadata pool(DataSource dataSource) {
		for (DataSourcePoolMetadataProvider provider : this.providers.get()) {
			DataSourcePoolMetadata pool = provider.getDataSourcePoolMetadata(dataSource);
			if (pool != null) {
				return pool;
			}
		}
		return null;
	}

	private StatusRow row(String name, DataSourcePoolMetadata pool) {
		List<Double> waits = this.holders.waits(name);
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("active", known(pool.getActive()));
		numbers.put("idle", known(pool.getIdle()));
		numbers.put("max", known(pool.getMax()));
		numbers.put("waiting", waits.size());
		numbers.put("longest_wait_seconds", waits.stream().mapToDouble(Double::doubleValue).max().orElse(0));
		return new StatusRow(name, numbers, Map.of());
	}

	private static int known(@Nullable Integer number) {
		return (number != null) ? number : -1;
	}

}
