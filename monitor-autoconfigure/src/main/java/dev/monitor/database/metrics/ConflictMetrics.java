package dev.monitor.database.metrics;

import dev.monitor.database.Conflict;
import dev.monitor.database.DatabaseActivity;
import dev.monitor.database.DatabaseListener;
import dev.monitor.database.Databases;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counters {@code monitor.db.conflicts}, by {@code pool} and {@code kind}, and
 * {@code monitor.db.conflicts.unresolved}.
 */
public final class ConflictMetrics implements MeterBinder {

	private final Databases databases;

	/**
	 * Create the counters.
	 * @param databases the databases, also those found later
	 */
	public ConflictMetrics(Databases databases) {
		this.databases = databases;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.databases.addListener(new DatabaseListener() {

			@Override
			public void found(String name) {
				DatabaseActivity activity = ConflictMetrics.this.databases.get(name).activity();
				for (Conflict kind : Conflict.values()) {
					FunctionCounter.builder("monitor.db.conflicts", activity, (all) -> all.conflicts(kind))
						.description("Transactions that failed because of others")
						.tags("pool", name, "kind", kind.toString())
						.register(registry);
				}
				FunctionCounter
					.builder("monitor.db.conflicts.unresolved", activity, DatabaseActivity::unresolvedConflicts)
					.description("Conflicts that ended a request in error")
					.tag("pool", name)
					.register(registry);
			}

		});
	}

}
