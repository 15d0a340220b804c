package dev.monitor.database;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.monitor.failure.Listeners;
import dev.monitor.sql.DataSourceObserver;
import dev.monitor.sql.PoolState;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.StatementObserver;
import org.jspecify.annotations.Nullable;

/**
 * All databases that the application uses, by the names of their data sources and
 * connection factories. Thread-safe.
 */
public final class Databases implements DataSourceObserver, StatementObserver {

	/**
	 * Has the optimistic conflicts of an application with several data sources: nothing
	 * says whose they are.
	 */
	private static final String UNKNOWN = "unknown";

	private final Map<String, Database> databases = new ConcurrentSkipListMap<>();

	private final Map<String, DataSource> dataSources = new ConcurrentSkipListMap<>();

	private final Listeners<DatabaseListener> listeners = new Listeners<>(List.of());

	private final RecentConflicts recent = new RecentConflicts();

	private final DatabaseProbes probes;

	private final Duration sampleInterval;

	private final LongSupplier nanoTime;

	private final Function<Throwable, @Nullable Conflict> conflictOf;

	/**
	 * Create without a database.
	 * @param probes gives what takes samples
	 * @param sampleInterval time from one sample to the next
	 * @param nanoTime nanoseconds, never going back
	 */
	public Databases(DatabaseProbes probes, Duration sampleInterval, LongSupplier nanoTime) {
		this(probes, sampleInterval, nanoTime, Conflict::of);
	}

	/**
	 * Create without a database.
	 * @param probes gives what takes samples
	 * @param sampleInterval time from one sample to the next
	 * @param nanoTime nanoseconds, never going back
	 * @param conflictOf tells which conflict a failure is, possibly around the conflict;
	 * {@code null} if it is none
	 */
	public Databases(DatabaseProbes probes, Duration sampleInterval, LongSupplier nanoTime,
			Function<Throwable, @Nullable Conflict> conflictOf) {
		this.probes = probes;
		this.sampleInterval = sampleInterval;
		this.nanoTime = nanoTime;
		this.conflictOf = conflictOf;
	}

	@Override
	public boolean isActive() {
		return true;
	}

	@Override
	public synchronized StatementListener observe(String name, DataSource dataSource) {
		this.dataSources.put(name, dataSource);
		DatabaseProbe probe = this.probes.of(name, dataSource);
		Database known = this.databases.get(name);
		if (known == null) {
			return add(new Database(name, newActivity(), (probe != null) ? sampler(name, probe) : null, dataSource,
					Databases::noPool))
				.activity();
		}
		if (known.sampler() != null && probe != null) {
			known.sampler().use(probe);
		}
		this.databases.put(name, new Database(name, known.activity(), known.sampler(), dataSource, Databases::noPool));
		return known.activity();
	}

	@Override
	public synchronized StatementListener observeConnections(String name, Supplier<@Nullable PoolState> pool) {
		Database known = this.databases.get(name);
		if (known == null) {
			return add(new Database(name, newActivity(), null, null, pool)).activity();
		}
		this.databases.put(name, new Database(name, known.activity(), known.sampler(), known.dataSource(), pool));
		return known.activity();
	}

	private Database add(Database database) {
		if (this.databases.size() == 1 && !database.name().equals(UNKNOWN)) {
			add(new Database(UNKNOWN, newActivity(), null, null, Databases::noPool));
		}
		this.databases.put(database.name(), database);
		this.listeners.tell((listener) -> listener.found(database.name()));
		return database;
	}

	private static @Nullable PoolState noPool() {
		return null;
	}

	private DatabaseActivity newActivity() {
		return new DatabaseActivity(this.recent, this.conflictOf, this.nanoTime);
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
	 * Return the data sources themselves, whose use is not seen by any listener.
	 * @return the data sources so far, by name
	 */
	public Map<String, DataSource> dataSources() {
		return Collections.unmodifiableMap(this.dataSources);
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
		DatabaseActivity activity = (this.conflictOf.apply(failure) == Conflict.OPTIMISTIC) ? ofUnknown() : null;
		if (activity != null) {
			activity.failed(failure);
		}
	}

	/**
	 * Count a failure that a request ended with, if it is a conflict.
	 * @param failure what was thrown
	 */
	public void requestFailed(Throwable failure) {
		if (this.conflictOf.apply(failure) == null) {
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
