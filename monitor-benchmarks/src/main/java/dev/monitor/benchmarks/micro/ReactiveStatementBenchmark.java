package dev.monitor.benchmarks.micro;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.monitor.database.DatabaseProbes;
import dev.monitor.database.Databases;
import dev.monitor.database.event.QueryEvents;
import dev.monitor.database.metrics.QueryTimers;
import dev.monitor.sql.ConnectionHolders;
import dev.monitor.sql.StatementObserver;
import dev.monitor.sql.r2dbc.ConnectionFactoryPostProcessor;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.r2dbc.h2.H2ConnectionFactory;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@link StatementBenchmark} by R2DBC: borrows a connection, selects a row by its key and
 * gives the connection back.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class ReactiveStatementBenchmark {

	private final ConnectionPool pool = pool();

	/**
	 * What the proxy costs that Monitor builds upon.
	 */
	private final ConnectionFactory proxy = ProxyConnectionFactory.builder(this.pool)
		.listener(new ProxyExecutionListener() {
		})
		.build();

	private final ConnectionFactory log = observed(null, new QueryEvents(Duration.ofMillis(200)));

	private final ConnectionFactory monitor = observed(null, new QueryEvents(Duration.ofMillis(200)), timers(),
			new Databases(DatabaseProbes.NONE, Duration.ofSeconds(30), System::nanoTime));

	private final ConnectionFactory dashboard = observed(new ConnectionHolders(System::nanoTime, (thread) -> null),
			new QueryEvents(Duration.ofMillis(200)), timers(),
			new Databases(DatabaseProbes.NONE, Duration.ofSeconds(30), System::nanoTime));

	@Benchmark
	public @Nullable Integer bare() {
		return select(this.pool);
	}

	@Benchmark
	public @Nullable Integer proxy() {
		return select(this.proxy);
	}

	@Benchmark
	public @Nullable Integer log() {
		return select(this.log);
	}

	@Benchmark
	public @Nullable Integer monitor() {
		return select(this.monitor);
	}

	@Benchmark
	public @Nullable Integer dashboard() {
		return select(this.dashboard);
	}

	@TearDown
	public void close() {
		this.pool.dispose();
	}

	private ConnectionFactory observed(@Nullable ConnectionHolders holders, StatementObserver... observers) {
		return (ConnectionFactory) new ConnectionFactoryPostProcessor(() -> Stream.of(observers), () -> holders,
				(request) -> null, System::nanoTime)
			.postProcessAfterInitialization(this.pool, "benchmark");
	}

	private static @Nullable Integer select(ConnectionFactory factory) {
		return Mono
			.usingWhen(factory.create(), (connection) -> Flux
				.from(connection.createStatement("select amount from orders where id = $1").bind(0, 42).execute())
				.flatMap((result) -> result.map((row) -> row.get(0, Integer.class)))
				.single(), Connection::close)
			.block();
	}

	private static QueryTimers timers() {
		QueryTimers timers = new QueryTimers();
		timers.bindTo(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
		return timers;
	}

	private static ConnectionPool pool() {
		ConnectionPool pool = new ConnectionPool(
				ConnectionPoolConfiguration.builder(H2ConnectionFactory.inMemory("benchmark"))
					.initialSize(1)
					.maxSize(1)
					.build());
		execute(pool, "create table orders (id int primary key, amount int)");
		execute(pool, "insert into orders select x, x from system_range(1, 1000)");
		return pool;
	}

	private static void execute(ConnectionPool pool, String sql) {
		Mono.usingWhen(pool.create(),
				(connection) -> Flux.from(connection.createStatement(sql).execute())
					.flatMap((result) -> result.getRowsUpdated())
					.then(),
				Connection::close)
			.block();
	}

}
