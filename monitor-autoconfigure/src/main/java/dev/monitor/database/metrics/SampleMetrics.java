package dev.monitor.database.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

import dev.monitor.database.ConnectionState;
import dev.monitor.database.DatabaseListener;
import dev.monitor.database.DatabaseSample;
import dev.monitor.database.DatabaseSampler;
import dev.monitor.database.Databases;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Meters of how databases stand. Reading one asks no database. What a database does not
 * tell has no meter, and while no sample can be taken the gauges are {@code NaN}.
 */
public final class SampleMetrics implements MeterBinder {

	private static final String PREFIX = "monitor.db.";

	private final Databases databases;

	/**
	 * Create the meters.
	 * @param databases the databases, also those found later
	 */
	public SampleMetrics(Databases databases) {
		this.databases = databases;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.databases.addListener(new Binding(this.databases, registry, ConcurrentHashMap.newKeySet()));
	}

	/**
	 * What one registry gets.
	 *
	 * @param databases the databases
	 * @param registry the registry
	 * @param registered what it has got: it warns of those who register a meter again
	 */
	private record Binding(Databases databases, MeterRegistry registry,
			Set<String> registered) implements DatabaseListener {

		@Override
		public void found(String database) {
			DatabaseSampler sampler = this.databases.get(database).sampler();
			if (sampler != null) {
				Gauge.builder(PREFIX + "sample.age", sampler, DatabaseSampler::ageInSeconds)
					.description("Time since the last sample of the database")
					.baseUnit("seconds")
					.tags(tags(database))
					.register(this.registry);
				FunctionCounter.builder(PREFIX + "sample.failures", sampler, DatabaseSampler::failures)
					.description("Samples of the database that could not be taken")
					.tags(tags(database))
					.register(this.registry);
			}
		}

		@Override
		public void sampled(String database, DatabaseSample sample) {
			DatabaseSampler sampler = this.databases.get(database).sampler();
			if (sampler == null) {
				return;
			}
			Tags tags = tags(database);
			gauge("size", "Size of the database", "bytes", tags, sampler, DatabaseSample::sizeInBytes);
			gauge("cache.hit.ratio", "Blocks found in the database's cache of those it lately read", null, tags,
					sampler, DatabaseSample::cacheHitRatio);
			gauge("longest.transaction", "Age of the oldest open transaction", "seconds", tags, sampler,
					DatabaseSample::longestTransaction);
			for (ConnectionState state : sample.connections().keySet()) {
				gauge("connections", "Connections of all clients to the database", null,
						tags.and("state", state.toString()), sampler,
						(read) -> read.connections().getOrDefault(state, 0L));
			}
			if (isNew("deadlocks", tags, sampler.deadlocks())) {
				FunctionCounter.builder(PREFIX + "deadlocks", sampler, DatabaseSampler::deadlocks)
					.description("Deadlocks that the database found, of all its clients")
					.tags(tags)
					.register(this.registry);
			}
		}

		@Override
		public void unsupported(String database) {
			remove(PREFIX + "sample.age", database, Meter.Type.GAUGE);
			remove(PREFIX + "sample.failures", database, Meter.Type.COUNTER);
		}

		private void gauge(String name, String description, @Nullable String unit, Tags tags, DatabaseSampler sampler,
				ToDoubleFunction<DatabaseSample> number) {
			if (isNew(name, tags, sampler.current(number))) {
				Gauge.builder(PREFIX + name, sampler, (read) -> read.current(number))
					.description(description)
					.baseUnit(unit)
					.tags(tags)
					.register(this.registry);
			}
		}

		private boolean isNew(String name, Tags tags, double value) {
			return !Double.isNaN(value) && this.registered.add(name + tags);
		}

		private void remove(String name, String database, Meter.Type type) {
			this.registry.removeByPreFilterId(new Meter.Id(name, tags(database), null, null, type));
		}

		private static Tags tags(String database) {
			return Tags.of("database", database);
		}

	}

}
