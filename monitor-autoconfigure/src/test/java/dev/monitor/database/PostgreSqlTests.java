package dev.monitor.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.CapturedLog;
import dev.monitor.database.jdbc.DataSourceProbes;
import dev.monitor.database.metrics.SampleMetrics;
import dev.monitor.sql.PoolState;
import dev.monitor.sql.jdbc.DataSourcePostProcessor;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Databases on a real PostgreSQL.
 */
@SuppressWarnings("NullAway.Init")
class PostgreSqlTests {

	/**
	 * How long who asks the pool in vain would wait.
	 */
	private static final Duration LONG = Duration.ofMinutes(1);

	private static PostgresProcess postgres;

	private final Databases databases = new Databases(new DataSourceProbes((dataSource) -> {
		HikariDataSource pool = (HikariDataSource) dataSource;
		return (pool.getHikariPoolMXBean() != null)
				? new PoolState(pool.getHikariPoolMXBean().getActiveConnections(), -1, pool.getMaximumPoolSize())
				: null;
	}, Duration.ofSeconds(5)), Duration.ofSeconds(30), System::nanoTime);

	private HikariDataSource pool;

	private DataSource orders;

	@BeforeAll
	static void startServer() {
		postgres = new PostgresProcess();
	}

	@AfterAll
	static void closeServer() throws IOException {
		if (postgres != null) {
			postgres.close();
		}
	}

	@BeforeEach
	void prepare() throws SQLException {
		this.pool = postgres.pool("monitor", 4);
		this.orders = observe(this.pool, "orders");
		execute("drop table if exists orders", "create table orders (id int primary key, amount int)",
				"insert into orders select i, 0 from generate_series(1, 1000) i", "analyze orders");
	}

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void sampleTellsHowTheDatabaseStands() throws Exception {
		try (Connection open = this.orders.getConnection()) {
			open.setAutoCommit(false);
			open.createStatement().execute("select 1");
			Awaitility.await().untilAsserted(() -> {
				DatabaseSample sample = sample("orders");
				assertThat(sample.longestTransaction()).isBetween(0.2, 60.0);
				assertThat(sample.connections()).containsEntry(ConnectionState.IDLE_IN_TRANSACTION, 1L)
					.containsEntry(ConnectionState.ACTIVE, 0L)
					.containsEntry(ConnectionState.OTHER, 0L);
				assertThat(sample.connections().get(ConnectionState.IDLE)).isPositive();
				assertThat(sample.sizeInBytes()).isGreaterThan(1e6);
				assertThat(sample.cacheHitRatio()).isBetween(0.01, 1.0);
				assertThat(sample.rows()).isEqualTo(1000);
				assertThat(sample.deadlocks()).isNotNegative();
			});
			open.rollback();
		}
		assertThat(sample("orders").longestTransaction()).isZero();
	}

	@Test
	void deadlockIsCountedByBothSides() throws Exception {
		double before = sample("orders").deadlocks();
		try (Connection first = begin(); Connection second = begin()) {
			first.createStatement().execute("update orders set amount = 1 where id = 1");
			second.createStatement().execute("update orders set amount = 1 where id = 2");
			CompletableFuture<Void> waits = CompletableFuture
				.runAsync(() -> update(first, "update orders set amount = 1 where id = 2"));
			update(second, "update orders set amount = 1 where id = 1");
			waits.get(30, TimeUnit.SECONDS);
		}
		assertThat(activity("orders").conflicts(Conflict.DEADLOCK)).isOne();
		assertThat(activity("orders").conflicts(Conflict.SERIALIZATION)).isZero();
		// an idle backend hands in its statistics after 10 seconds
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> sample("orders").deadlocks() == before + 1);
	}

	@Test
	void serializationFailureOfAStatementAndOfACommitIsCounted() throws Exception {
		try (Connection first = begin(); Connection second = begin()) {
			first.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
			second.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
			for (Connection each : new Connection[] { first, second }) {
				each.createStatement().execute("select sum(amount) from orders");
			}
			first.createStatement().execute("insert into orders values (2001, 1)");
			second.createStatement().execute("insert into orders values (2002, 1)");
			first.commit();
			assertThatThrownBy(second::commit).isInstanceOf(SQLException.class);
			assertThat(activity("orders").conflicts(Conflict.SERIALIZATION)).isOne();
			second.rollback();
			second.createStatement().execute("select 1 from orders");
			first.createStatement().execute("update orders set amount = 2 where id = 5");
			first.commit();
			update(second, "update orders set amount = 3 where id = 5");
			assertThat(activity("orders").conflicts(Conflict.SERIALIZATION)).isEqualTo(2);
			second.rollback();
			first.rollback();
		}
	}

	@Test
	void stoppedServerMakesTheSampleOldAndNothingZero() {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		new SampleMetrics(this.databases).bindTo(registry);
		this.pool.setConnectionTimeout(500);
		DatabaseSampling sampling = new DatabaseSampling(this.databases, Duration.ofMillis(100));
		sampling.start();
		try {
			DatabaseSampler sampler = sampler("orders");
			Awaitility.await().until(() -> registry.find("monitor.db.size").gauge() != null);
			postgres.stop();
			try {
				Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> sampler.failures() > 1);
				double age = sampler.ageInSeconds();
				Awaitility.await().until(() -> sampler.ageInSeconds() > age + 0.5);
				sampling.stop();
				this.pool.setConnectionTimeout(LONG.toMillis());
				long start = System.nanoTime();
				assertThat(registry.scrape()).contains("monitor_db_size_bytes{database=\"orders\"} NaN",
						"monitor_db_connections{database=\"orders\",state=\"idle\"} NaN");
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(2));
				this.pool.setConnectionTimeout(500);
				sampling.start();
			}
			finally {
				postgres.start();
			}
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> sampler.current() != null);
			assertThat(registry.get("monitor.db.size").gauge().value()).isPositive();
		}
		finally {
			sampling.stop();
		}
	}

	@Test
	void exhaustedPoolIsNotWaitedFor() throws Exception {
		sample("orders");
		this.pool.setConnectionTimeout(LONG.toMillis());
		Connection[] all = new Connection[4];
		for (int i = 0; i < all.length; i++) {
			all[i] = this.orders.getConnection();
		}
		DatabaseSampler sampler = sampler("orders");
		try (CapturedLog log = new CapturedLog(DatabaseSampler.class)) {
			long start = System.nanoTime();
			sampler.sample((sample) -> {
			});
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(2));
			assertThat(log.lines()).singleElement().asString().contains("pool exhausted: 4 of 4 connections in use");
		}
		finally {
			for (Connection connection : all) {
				connection.close();
			}
		}
		assertThat(sampler.failures()).isOne();
		sample("orders");
	}

	@Test
	void roleWithoutPrivilegesSeesLessAndSaysSoOnce() throws Exception {
		execute("drop role if exists plain", "create role plain login");
		try (HikariDataSource plain = postgres.pool("plain", 1);
				Connection open = this.orders.getConnection();
				CapturedLog log = new CapturedLog("dev.monitor.database.jdbc")) {
			observe(plain, "plain");
			assertThat(open.isValid(5)).isTrue();
			DatabaseSample sample = sample("plain");
			assertThat(sample.connections()).containsEntry(ConnectionState.IDLE, 1L);
			assertThat(sample.connections().get(ConnectionState.OTHER)).isPositive();
			assertThat(sample.sizeInBytes()).isPositive();
			assertThat(sample.rows()).isEqualTo(1000);
			sample("plain");
			assertThat(log.lines()).singleElement().asString().startsWith("INFO").contains("GRANT pg_monitor");
		}
	}

	@Test
	void poolInTransactionModeIsLeftAsItWas() throws Exception {
		try (HikariDataSource manual = postgres.pool("monitor", 1)) {
			manual.setAutoCommit(false);
			observe(manual, "manual");
			sample("manual");
			assertThat(sample("orders").connections()).containsEntry(ConnectionState.IDLE_IN_TRANSACTION, 0L);
			try (Connection connection = manual.getConnection()) {
				assertThat(connection.getNetworkTimeout()).isZero();
			}
		}
	}

	private DataSource observe(DataSource dataSource, String name) {
		return (DataSource) new DataSourcePostProcessor(() -> Stream.of(this.databases))
			.postProcessAfterInitialization(dataSource, name);
	}

	private DatabaseSample sample(String name) {
		DatabaseSampler sampler = sampler(name);
		sampler.sample((sample) -> {
		});
		DatabaseSample sample = sampler.current();
		assertThat(sample).isNotNull();
		return sample;
	}

	private DatabaseSampler sampler(String name) {
		DatabaseSampler sampler = database(name).sampler();
		assertThat(sampler).isNotNull();
		return sampler;
	}

	private DatabaseActivity activity(String name) {
		return database(name).activity();
	}

	private Database database(String name) {
		return this.databases.all()
			.stream()
			.filter((database) -> database.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private Connection begin() throws SQLException {
		Connection connection = this.orders.getConnection();
		connection.setAutoCommit(false);
		return connection;
	}

	private void execute(String... statements) throws SQLException {
		try (Connection connection = this.orders.getConnection(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	/**
	 * One of two may fail.
	 */
	private static void update(Connection connection, String sql) {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
			connection.commit();
		}
		catch (SQLException ex) {
			assertThat(ex.getSQLState()).startsWith("40");
			rollback(connection);
		}
	}

	private static void rollback(Connection connection) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
