package dev.monitor.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatusSource} of the section {@code pools}: a row for each pool of connections
 * that is observed, named by its bean, with
 * <ul>
 * <li>{@code active}, {@code idle} and {@code max} connections as the pool counts them,
 * -1 where it does not tell
 * <li>{@code waiting} for a connection, and {@code longest_wait_seconds} of these, 0 if
 * none waits
 * </ul>
 * Thread-safe.
 */
public final class PoolStatus implements StatusSource {

	private final ConnectionHolders holders;

	private final PoolReader dataSources;

	/**
	 * Create the source.
	 * @param holders knows what is observed, and who waits for it
	 * @param dataSources reads the pools of data sources
	 */
	public PoolStatus(ConnectionHolders holders, PoolReader dataSources) {
		this.holders = holders;
		this.dataSources = dataSources;
	}

	@Override
	public String name() {
		return "pools";
	}

	@Override
	public StatusSection section() {
		Map<String, Supplier<@Nullable PoolState>> all = new TreeMap<>(this.holders.pools());
		this.holders.dataSources()
			.forEach((name, dataSource) -> all.put(name, () -> this.dataSources.read(dataSource)));
		List<StatusRow> rows = new ArrayList<>();
		all.forEach((name, pool) -> {
			PoolState state = pool.get();
			if (state != null) {
				rows.add(row(name, state));
			}
		});
		return StatusSection.EMPTY.with(rows);
	}

	private StatusRow row(String name, PoolState pool) {
		List<Double> waits = this.holders.waits(name);
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("active", pool.active());
		numbers.put("idle", pool.idle());
		numbers.put("max", pool.max());
		numbers.put("waiting", waits.size());
		numbers.put("longest_wait_seconds", waits.stream().mapToDouble(Double::doubleValue).max().orElse(0));
		return new StatusRow(name, numbers, Map.of());
	}

}
