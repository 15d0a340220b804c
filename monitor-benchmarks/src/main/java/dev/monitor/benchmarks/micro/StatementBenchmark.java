package dev.monitor.benchmarks.micro;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.database.DatabaseProbes;
import dev.monitor.database.Databases;
import dev.monitor.database.event.QueryEvents;
import dev.monitor.database.metrics.QueryTimers;
import dev.monitor.sql.ConnectionHolders;
import dev.monitor.sql.DataSourceObserver;
import dev.monitor.sql.jdbc.DataSourcePostProcessor;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Borrows a connection, selects a row by its key from a database in the same JVM and
 * gives the connection back: about the quickest there is to be observed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class StatementBenchmark {

	private final HikariDataSource pool = pool();

	private final DataSource log = observed(new QueryEvents(Duration.ofMillis(200)));

	private final DataSource monitor = observed(new QueryEvents(Duration.ofMillis(200)), timers(),
			new Databases(DatabaseProbes.NONE, Duration.ofSeconds(30), System::nanoTime));

	private final DataSource dashboard = observed(new ConnectionHolders(System::nanoTime, (thread) -> null),
			new QueryEvents(Duration.ofMillis(200)), timers(),
			new Databases(DatabaseProbes.NONE, Duration.ofSeconds(30), System::nanoTime));

	@Benchmark
	public int bare() throws SQLException {
		return select(this.pool);
	}

	@Benchmark
	public int log() throws SQLException {
		return select(this.log);
	}

	@Benchmark
	public int monitor() throws SQLException {
		return select(this.monitor);
	}

	@Benchmark
	public int dashboard() throws SQLException {
		return select(this.dashboard);
	}

	@TearDown
	public void close() {
		this.pool.close();
	}

	private DataSource observed(DataSourceObserver... observers) {
		return observed(null, observers);
	}

	private DataSource observed(@Nullable ConnectionHolders holders, DataSourceObserver... observers) {
		return (DataSource) new DataSourcePostProcessor(() -> Stream.of(observers), () -> holders)
			.postProcessAfterInitialization(this.pool, "benchmark");
	}

	private static int select(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				PreparedStatement select = connection.prepareStatement("select amount from orders where id = ?")) {
			select.setInt(1, 42);
			try (ResultSet found = select.executeQuery()) {
				found.next();
				return found.getInt(1);
			}
		}
	}

	private static QueryTimers timers() {
		QueryTimers timers = new QueryTimers();
		timers.bindTo(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
		return timers;
	}

	private static HikariDataSource pool() {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:h2:mem:benchmark");
		pool.setMaximumPoolSize(1);
		try (Connection connection = pool.getConnection()) {
			connection.createStatement().execute("create table orders (id int primary key, amount int)");
			connection.createStatement().execute("insert into orders select x, x from system_range(1, 1000)");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return pool;
	}

}
