package dev.monitor.database;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatusSource} {@code db}: what the application did with each database over an
 * interval, 5 minutes unless told otherwise, and how many objects that holds. -1 is
 * unknown.
 */
public final class DatabaseStatus implements StatusSource {

	private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);

	private final Databases databases;

	/**
	 * Create the section.
	 * @param databases the databases, also those found later
	 */
	public DatabaseStatus(Databases databases) {
		this.databases = databases;
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
		List<StatusRow> rows = this.databases.all().stream().map((database) -> row(database, seconds)).toList();
		return StatusSection.EMPTY.with("interval_in_seconds", seconds).with(rows);
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
			.with("size_in_bytes", sampled(sampler, DatabaseSample::sizeInBytes));
	}

	private static long sampled(@Nullable DatabaseSampler sampler, ToDoubleFunction<DatabaseSample> number) {
		double value = (sampler != null) ? sampler.current(number) : Double.NaN;
		return Double.isNaN(value) ? -1 : Math.round(value);
	}

}
