package dev.monitor.database.metrics;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.monitor.CapturedLog;
import dev.monitor.database.ConnectionState;
import dev.monitor.database.DatabaseProbe;
import dev.monitor.database.DatabaseSample;
import dev.monitor.database.DatabaseSampling;
import dev.monitor.database.Databases;
import dev.monitor.database.UnsupportedDatabaseException;
import dev.monitor.sql.SqlOperation;
import dev.monitor.sql.SqlStatement;
import dev.monitor.sql.StatementExecution;
import dev.monitor.sql.StatementListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link QueryTimers}, {@link ConflictMetrics} and {@link SampleMetrics}.
 */
class DatabaseMetricsTests {

	private static final Duration INTERVAL = Duration.ofMillis(20);

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final AtomicReference<DatabaseProbe> probe = new AtomicReference<>();

	private final Databases databases = new Databases(
			(name, dataSource) -> () -> Objects.requireNonNull(this.probe.get()).sample(), Duration.ofMinutes(1),
			System::nanoTime);

	@BeforeEach
	void failLoudly() {
		this.registry.throwExceptionOnRegistrationFailure();
	}

	@Test
	void timersOfAPoolAreThereFromItsStart() {
		QueryTimers timers = new QueryTimers();
		StatementListener early = timers.observe("early", mock());
		timers.bindTo(this.registry);
		StatementListener late = timers.observe("late", mock());
		assertThat(this.registry.find("monitor.db.query").timers()).hasSize(24).allMatch((timer) -> timer.count() == 0);
		early.executed(execution(SqlOperation.SELECT, null));
		late.executed(execution(SqlOperation.DELETE, new SQLException()));
		assertThat(timer("early", "select", "ok").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(3);
		assertThat(timer("late", "delete", "error").count()).isOne();
		assertThat(timer("late", "delete", "ok").count()).isZero();
		assertThat(timers.observe("late", mock())).isSameAs(late);
	}

	@Test
	void timersHaveTwelveBuckets() {
		QueryTimers timers = new QueryTimers();
		timers.observe("orders", mock()).executed(execution(SqlOperation.SELECT, null));
		timers.bindTo(this.registry);
		assertThat(this.registry.scrape()
			.lines()
			.filter((line) -> line.startsWith("monitor_db_query_seconds_bucket") && line.contains("\"select\"")
					&& line.contains("\"ok\"")))
			.hasSize(13);
	}

	@Test
	void conflictsStartAtZero() {
		this.databases.observe("orders", mock());
		new ConflictMetrics(this.databases).bindTo(this.registry);
		assertThat(this.registry.find("monitor.db.conflicts").functionCounters()).hasSize(3);
		this.databases.requestFailed(new OptimisticLockingFailureException("stale"));
		assertThat(this.registry.scrape()).contains("monitor_db_conflicts_total{kind=\"deadlock\",pool=\"orders\"} 0.0",
				"monitor_db_conflicts_total{kind=\"optimistic\",pool=\"orders\"} 1.0",
				"monitor_db_conflicts_unresolved_total{pool=\"orders\"} 1.0");
	}

	@Test
	void failedSampleIsNeverZero() {
		this.probe.set(() -> new DatabaseSample(4096, Map.of(ConnectionState.IDLE, 2L), 0.5, 0, 7, 100));
		DatabaseSampling sampling = observeAndSample();
		try {
			Awaitility.await()
				.untilAsserted(() -> assertThat(this.registry.scrape()).contains(
						"monitor_db_size_bytes{database=\"orders\"} 4096.0",
						"monitor_db_connections{database=\"orders\",state=\"idle\"} 2.0",
						"monitor_db_cache_hit_ratio{database=\"orders\"} 0.5",
						"monitor_db_longest_transaction_seconds{database=\"orders\"} 0.0",
						"monitor_db_deadlocks_total{database=\"orders\"} 7.0",
						"monitor_db_sample_failures_total{database=\"orders\"} 0.0"));
			this.probe.set(() -> {
				throw new SQLException("stopped");
			});
			Awaitility.await()
				.until(() -> this.registry.get("monitor.db.sample.failures").functionCounter().count() > 1);
			assertThat(this.registry.scrape()).contains("monitor_db_size_bytes{database=\"orders\"} NaN",
					"monitor_db_connections{database=\"orders\",state=\"idle\"} NaN",
					"monitor_db_cache_hit_ratio{database=\"orders\"} NaN",
					"monitor_db_longest_transaction_seconds{database=\"orders\"} NaN",
					"monitor_db_deadlocks_total{database=\"orders\"} 7.0");
			assertThat(this.registry.get("monitor.db.sample.age").gauge().value()).isPositive();
		}
		finally {
			sampling.stop();
		}
	}

	@Test
	void whatADatabaseDoesNotTellHasNoMeter() {
		AtomicInteger samples = new AtomicInteger();
		this.probe.set(() -> {
			samples.incrementAndGet();
			return new DatabaseSample(Double.NaN, Map.of(), Double.NaN, Double.NaN, Double.NaN, 5);
		});
		DatabaseSampling sampling = observeAndSample();
		try {
			Awaitility.await().until(() -> samples.get() > 1);
			assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
				.containsExactlyInAnyOrder("monitor.db.sample.age", "monitor.db.sample.failures");
		}
		finally {
			sampling.stop();
		}
	}

	@Test
	void aMeterIsRegisteredOnce() {
		Logger micrometer = (Logger) LoggerFactory.getLogger(MeterRegistry.class);
		Level before = micrometer.getLevel();
		micrometer.setLevel(Level.DEBUG); // a second warning is but that
		AtomicInteger samples = new AtomicInteger();
		this.probe.set(() -> {
			samples.incrementAndGet();
			return new DatabaseSample(4096, Map.of(ConnectionState.IDLE, 2L), 0.5, 0, 7, 100);
		});
		try (CapturedLog log = new CapturedLog(MeterRegistry.class)) {
			DatabaseSampling sampling = observeAndSample();
			try {
				Awaitility.await().until(() -> samples.get() > 3);
			}
			finally {
				sampling.stop();
			}
			assertThat(log.lines()).filteredOn((line) -> line.contains("monitor.db.")).isEmpty();
		}
		finally {
			micrometer.setLevel(before);
		}
	}

	@Test
	void databaseOfAnotherKindHasNoMeters() {
		this.registry.config().commonTags("application", "orders");
		this.probe.set(() -> {
			throw new UnsupportedDatabaseException("MySQL 8");
		});
		DatabaseSampling sampling = observeAndSample();
		try {
			Awaitility.await().until(() -> this.registry.getMeters().isEmpty());
		}
		finally {
			sampling.stop();
		}
	}

	private DatabaseSampling observeAndSample() {
		this.databases.observe("orders", mock());
		new SampleMetrics(this.databases).bindTo(this.registry);
		assertThat(this.registry.getMeters()).hasSize(2);
		DatabaseSampling sampling = new DatabaseSampling(this.databases, INTERVAL);
		sampling.start();
		return sampling;
	}

	private Timer timer(String pool, String operation, String outcome) {
		return this.registry.get("monitor.db.query")
			.tags("pool", pool, "operation", operation, "outcome", outcome)
			.timer();
	}

	private static StatementExecution execution(SqlOperation operation, @Nullable SQLException failure) {
		return new StatementExecution("orders", new SqlStatement("", operation), 3_000_000, failure, -1, -1);
	}

}
