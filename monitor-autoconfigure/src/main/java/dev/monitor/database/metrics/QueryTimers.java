package dev.monitor.database.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.sql.DataSourceObserver;
import dev.monitor.sql.PoolState;
import dev.monitor.sql.SqlOperation;
import dev.monitor.sql.StatementExecution;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.StatementObserver;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import org.jspecify.annotations.Nullable;

/**
 * Timer {@code monitor.db.query} of statements, with the tags {@code pool},
 * {@code operation} and {@code outcome}. All of a pool are there from its start, so that
 * the first failure is seen as an increase. As {@link MeterFilter} it takes their buckets
 * away where percentiles are asked for: Prometheus shows none of a timer with buckets.
 * Thread-safe.
 */
public final class QueryTimers implements MeterBinder, MeterFilter, DataSourceObserver, StatementObserver {

	private static final String NAME = "monitor.db.query";

	private static final Duration[] BUCKETS = Stream
		.of(500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000)
		.map((micros) -> Duration.ofNanos(micros * 1000L))
		.toArray(Duration[]::new);

	private static final double[] NANOS = Stream.of(BUCKETS).mapToDouble(Duration::toNanos).toArray();

	private final Map<String, PoolTimers> pools = new ConcurrentHashMap<>();

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	@Override
	public boolean isActive() {
		return true;
	}

	@Override
	public StatementListener observe(String name, DataSource dataSource) {
		return timers(name);
	}

	@Override
	public StatementListener observeConnections(String name, Supplier<@Nullable PoolState> pool) {
		return timers(name);
	}

	private synchronized StatementListener timers(String name) {
		return this.pools.computeIfAbsent(name, (pool) -> {
			PoolTimers timers = new PoolTimers(pool);
			this.registries.forEach(timers::bindTo);
			return timers;
		});
	}

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.pools.values().forEach((pool) -> pool.bindTo(registry));
	}

	@Override
	public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
		double[] percentiles = config.getPercentiles();
		boolean hidden = id.getName().equals(NAME) && percentiles != null && percentiles.length > 0
				&& Arrays.equals(config.getServiceLevelObjectiveBoundaries(), NANOS);
		return hidden ? DistributionStatisticConfig.builder().serviceLevelObjectives().build().merge(config) : config;
	}

	/**
	 * The timers of one pool, looked up once.
	 */
	private static final class PoolTimers implements StatementListener {

		private final List<Map<SqlOperation, Outcomes>> timers = new CopyOnWriteArrayList<>();

		private final String pool;

		PoolTimers(String pool) {
			this.pool = pool;
		}

		void bindTo(MeterRegistry registry) {
			Map<SqlOperation, Outcomes> all = new EnumMap<>(SqlOperation.class);
			for (SqlOperation operation : SqlOperation.values()) {
				all.put(operation, new Outcomes(timer(operation, "ok", registry), timer(operation, "error", registry)));
			}
			this.timers.add(all);
		}

		@Override
		public void executed(StatementExecution execution) {
			for (Map<SqlOperation, Outcomes> all : this.timers) {
				Outcomes outcomes = all.get(execution.statement().operation());
				if (outcomes != null) {
					Timer timer = (execution.failure() == null) ? outcomes.ok() : outcomes.error();
					timer.record(execution.nanos(), TimeUnit.NANOSECONDS);
				}
			}
		}

		private Timer timer(SqlOperation operation, String outcome, MeterRegistry registry) {
			return Timer.builder(NAME)
				.description("Statements executed by the database; a batch is one")
				.tags("pool", this.pool, "operation", operation.toString(), "outcome", outcome)
				.serviceLevelObjectives(BUCKETS)
				.register(registry);
		}

	}

	private record Outcomes(Timer ok, Timer error) {

	}

}
