package dev.monitor.database;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import dev.monitor.failure.Listeners;
import dev.monitor.jdbc.DataSourceObserver;
import dev.monitor.jdbc.StatementListener;
import org.jspecify.annotations.Nullable;

/**
 * All databases that the application uses, by the names of their data sources.
 * Thread-safe.
 */
public final class Databases implements DataSourceObserver {

	/**
	 * Has the optimistic conflicts of an application with several data sources: nothing
	 * says whose they are.
	 */
	private static final String UNKNOWN = "unknown";

	private final Map<String, Database> databases = new ConcurrentSkipListMap<>();

	private final Listeners<DatabaseListener> listeners = new Listeners<>(List.of());

	private final RecentConflicts recent = new RecentConflicts();

	private final DatabaseProbes probes;

	private final Duration sampleInterval;

	private final LongSupplier nanoTime;

	/**
	 * Create without a database.
	 * @param probes gives what takes samples
	 * @param sampleInterval time from one sample to the next
	 * @param nanoTime nanoseconds, never going back
	 */
	public Databases(DatabaseProbes probes, Duration sampleInterval, LongSupplier nanoTime) {
		this.probes = probes;
		this.sampleInterval = sampleInterval;
		this.nanoTime = nanoTime;
	}

	@Override
	public synchronized StatementListener observe(String name, DataSource dataSource) {
		DatabaseProbe probe = this.probes.of(name, dataSource);
		Database known = this.databases.get(name);
		if (known == null) {
			if (this.databases.size() == 1) {
				add(new Database(UNKNOWN, newActivity(), null, null));
			}
			return add(new Database(name, newActivity(), (probe != null) ? sampler(name, probe) : null, dataSource))
				.activity();
		}
		if (known.sampler() != null && probe != null) {
			known.sampler().use(probe);
		}
		this.databases.put(name, new Database(name, known.activity(), known.sampler(), dataSource));
		return known.activity();
	}

	private Database add(Database database) {
		this.databases.put(database.name(), database);
		this.listeners.tell((listener) -> listener.found(database.name()));
		return database;
	}

	private DatabaseActivity newActivity() {
		return new DatabaseActivity(this.recent, this.nanoTime);
	}

	private DatabaseSampler sampler(String name, DatabaseProbe probe) {
		return new DatabaseSampler(name, probe, this.sampleInterval, this.nanoTime);
	}

	/**
	 * Return the database of a name that a listener was told.
	 * @param name the name
	 * @return the database
	 */
	public Database get(String name) {
		return Objects.requireNonNull(this.databases.get(name), name);
	}

	/**
	 * Return the databases by name, and {@code unknown} if there are several.
	 * @return the databases so far
	 */
	public Collection<Database> all() {
		return List.copyOf(this.databases.values());
	}

	/**
	 * Add a listener and tell it about the databases so far.
	 * @param listener the listener
	 */
	public synchronized void addListener(DatabaseListener listener) {
		this.listeners.add(listener);
		Listeners<DatabaseListener> added = new Listeners<>(List.of(listener));
		all().forEach((database) -> added.tell((it) -> it.found(database.name())));
	}

	/**
	 * Take a sample of a database.
	 * @return whether there is any use in doing so again
	 */
	boolean sample(Database database, DatabaseSampler sampler) {
		boolean again = sampler
			.sample((sample) -> this.listeners.tell((listener) -> listener.sampled(database.name(), sample)));
		if (!again) {
			this.listeners.tell((listener) -> listener.unsupported(database.name()));
		}
		return again;
	}

	/**
	 * Count a failure that a transaction ended with, if it is a conflict that no database
	 * knows of.
	 * @param failure what was thrown
	 */
	public void transactionFailed(Throwable failure) {
		DatabaseActivity activity = (Conflict.of(failure) == Conflict.OPTIMISTIC) ? ofUnknown() : null;
		if (activity != null) {
			activity.failed(failure);
		}
	}

	/**
	 * Count a failure that a request ended with, if it is a conflict.
	 * @param failure what was thrown
	 */
	public void requestFailed(Throwable failure) {
		if (Conflict.of(failure) == null) {
			return;
		}
		transactionFailed(failure);
		DatabaseActivity activity = this.recent.remove(failure);
		if (activity != null) {
			activity.unresolved();
		}
	}

	private @Nullable DatabaseActivity ofUnknown() {
		Collection<Database> all = all();
		Database database = (all.size() == 1) ? all.iterator().next() : this.databases.get(UNKNOWN);
		return (database != null) ? database.activity() : null;
	}

}
