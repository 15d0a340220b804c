package dev.monitor.database;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import dev.monitor.sql.PoolReader;
import dev.monitor.sql.PoolState;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatusSource} of the section {@code db}: a row for each database, with what the
 * application did over an interval, 5 minutes unless told otherwise, {@code total_objs}
 * (rows of all tables, estimated) and {@code size_in_bytes} as of the last sample, and
 * {@code server}, product and version as the first sample found them. Its numbers are
 * {@code interval_in_seconds} and {@code open_connections}, which the application has out
 * of all pools that tell. -1 is unknown. Thread-safe.
 */
public final class DatabaseStatus implements StatusSource {

	private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);

	private final Databases databases;

	private final Comparator<Database> order;

	private final PoolReader pools;

	/**
	 * Create the section.
	 * @param databases the databases, also those found later
	 * @param order the order of the rows: the first one is what readers show who choose
	 * none
	 * @param pools reads the pools of data sources
	 */
	public DatabaseStatus(Databases databases, Comparator<Database> order, PoolReader pools) {
		this.databases = databases;
		this.order = order;
		this.pools = pools;
	}

	@Override
	public String name() {
		return "db";
	}

	@Override
	public StatusSection section() {
		return section(DEFAULT_INTERVAL);
	}

	/**
	 * {@inheritDoc} Shorter intervals than a second are one, longer ones than an hour are
	 * that.
	 */
	@Override
	public StatusSection section(Duration interval) {
		int seconds = (int) Math.max(1, Math.min(SecondCounter.MAX_SECONDS, interval.toSeconds()));
		Collection<Database> all = this.databases.all();
		List<StatusRow> rows = all.stream().sorted(this.order).map((database) -> row(database, seconds)).toList();
		return StatusSection.EMPTY.with("interval_in_seconds", seconds)
			.with("open_connections", openConnections(all))
			.with(rows);
	}

	private int openConnections(Collection<Database> all) {
		return all.stream()
			.map(this::pool)
			.flatMap(Optional::stream)
			.map(PoolState::active)
			.filter((active) -> active >= 0)
			.reduce(Integer::sum)
			.orElse(-1);
	}

	private Optional<PoolState> pool(Database database) {
		return Optional.ofNullable(
				(database.dataSource() != null) ? this.pools.read(database.dataSource()) : database.pool().get());
	}

	private static StatusRow row(Database database, int seconds) {
		DatabaseActivity.Numbers numbers = database.activity().over(seconds);
		DatabaseSampler sampler = database.sampler();
		return StatusRow.of(database.name())
			.with("loads", numbers.loads())
			.with("stores", numbers.stores())
			.with("connections", numbers.connections())
			.with("conflicts", numbers.conflicts())
			.with("unresolved_conflicts", numbers.unresolvedConflicts())
			.with("total_objs", sampled(sampler, DatabaseSample::rows))
			.with("size_in_bytes", sampled(sampler, DatabaseSample::sizeInBytes))
			.with("server", (sampler != null) ? sampler.server() : "");
	}

	private static long sampled(@Nullable DatabaseSampler sampler, ToDoubleFunction<DatabaseSample> number) {
		double value = (sampler != null) ? sampler.current(number) : Double.NaN;
		return Double.isNaN(value) ? -1 : Math.round(value);
	}

}
