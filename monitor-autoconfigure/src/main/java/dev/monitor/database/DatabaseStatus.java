package dev.monitor.database;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import javax.sql.DataSource;

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

	private final Function<DataSource, Optional<Integer>> open;

	/**
	 * Create the section.
	 * @param databases the databases, also those found later
	 * @param order the order of the rows: the first one is what readers show who choose
	 * none
	 * @param open tells how many connections are out of a data source, from memory; empty
	 * where it is not known
	 */
	public DatabaseStatus(Databases databases, Comparator<Database> order,
			Function<DataSource, Optional<Integer>> open) {
		this.databases = databases;
		this.order = order;
		this.open = open;
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
		return all.stream().map(this::open).flatMap(Optional::stream).reduce(Integer::sum).orElse(-1);
	}

	private Optional<Integer> open(Database database) {
		if (database.dataSource() != null) {
			return this.open.apply(database.dataSource());
		}
		PoolState pool = database.pool().get();
		return (pool != null && pool.active() >= 0) ? Optional.of(pool.active()) : Optional.empty();
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
