package dev.monitor.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.database.jdbc.DataSourceProbes;
import dev.monitor.sql.jdbc.DataSourcePostProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Databases on H2.
 */
class H2Tests {

	private final Databases databases = new Databases(new DataSourceProbes((dataSource) -> null, Duration.ofSeconds(5)),
			Duration.ofSeconds(30), System::nanoTime);

	@Test
	void databaseInAFileHasASize(@TempDir Path directory) throws SQLException {
		DataSource file = observe("jdbc:h2:file:" + directory.resolve("orders"));
		try (Connection connection = file.getConnection()) {
			create(connection);
			connection.createStatement().execute("checkpoint sync");
			DatabaseSample sample = sample();
			assertThat(sample.sizeInBytes()).isGreaterThan(10_000);
			assertThat(sample.rows()).isEqualTo(1000);
		}
	}

	@Test
	void databaseInMemoryTellsConnectionsAndRows() throws SQLException {
		DataSource memory = observe("jdbc:h2:mem:sampled");
		try (Connection connection = memory.getConnection(); Connection open = memory.getConnection()) {
			create(connection);
			open.setAutoCommit(false);
			open.createStatement().execute("update orders set amount = 1 where id = 1");
			DatabaseSample sample = sample();
			assertThat(sample.rows()).isEqualTo(1000);
			assertThat(sample.connections()).containsEntry(ConnectionState.IDLE_IN_TRANSACTION, 1L)
				.containsEntry(ConnectionState.IDLE, 2L)
				.containsEntry(ConnectionState.ACTIVE, 0L);
			assertThat(sample.sizeInBytes()).isNaN();
			assertThat(sample.deadlocks()).isNaN();
			assertThat(sample.longestTransaction()).isNaN();
			open.rollback();
		}
	}

	@Test
	void timeoutOfASampleIsNotLeftToTheApplication() throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:timeout", "sa", "");
				Statement statement = connection.createStatement()) {
			this.databases.observe("orders", new SingleConnectionDataSource(connection, true));
			assertThat(sample().rows()).isZero();
			assertThat(statement.getQueryTimeout()).isZero();
		}
	}

	@Test
	void deadlockIsCounted() throws Exception {
		DataSource memory = observe("jdbc:h2:mem:deadlock;LOCK_TIMEOUT=20000");
		try (Connection first = memory.getConnection(); Connection second = memory.getConnection()) {
			create(first);
			first.setAutoCommit(false);
			second.setAutoCommit(false);
			first.createStatement().execute("update orders set amount = 1 where id = 1");
			second.createStatement().execute("update orders set amount = 1 where id = 2");
			CompletableFuture<Void> waits = CompletableFuture
				.runAsync(() -> update(first, "update orders set amount = 1 where id = 2"));
			update(second, "update orders set amount = 1 where id = 1");
			waits.get(30, TimeUnit.SECONDS);
		}
		assertThat(only().activity().conflicts(Conflict.DEADLOCK)).isOne();
	}

	private DataSource observe(String url) {
		return (DataSource) new DataSourcePostProcessor(() -> Stream.of(this.databases))
			.postProcessAfterInitialization(new DriverManagerDataSource(url, "sa", ""), "orders");
	}

	private DatabaseSample sample() {
		DatabaseSampler sampler = Objects.requireNonNull(only().sampler());
		sampler.sample((sample) -> {
		});
		return Objects.requireNonNull(sampler.current());
	}

	private Database only() {
		return this.databases.all().iterator().next();
	}

	private static void create(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("drop table if exists orders");
			statement.execute("create table orders (id int primary key, amount int)");
			statement.execute("insert into orders select x, 0 from system_range(1, 1000)");
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
			assertThat(ex.getErrorCode()).isEqualTo(40001);
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
