package dev.monitor.database.r2dbc;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.database.Conflict;
import dev.monitor.database.DatabaseActivity;
import dev.monitor.database.DatabaseProbes;
import dev.monitor.database.Databases;
import dev.monitor.database.PostgresProcess;
import dev.monitor.database.event.QueryEvents;
import dev.monitor.logging.EventLines;
import dev.monitor.sql.ConnectionHolders;
import dev.monitor.sql.SqlOperation;
import dev.monitor.sql.StatementExecution;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.r2dbc.ConnectionFactoryPostProcessor;
import io.micrometer.context.ContextRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Statements through R2DBC on a real PostgreSQL, whose driver answers on its own threads.
 */
@SuppressWarnings("NullAway.Init")
class PostgreSqlConnectionsTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static PostgresProcess postgres;

	private static ConnectionPool pool;

	private final List<StatementExecution> executions = new CopyOnWriteArrayList<>();

	private final List<String> threads = new CopyOnWriteArrayList<>();

	private final Databases databases = new Databases(DatabaseProbes.NONE, Duration.ofSeconds(30), System::nanoTime,
			DriverConflicts::of);

	private final ConnectionHolders holders = new ConnectionHolders(System::nanoTime, (thread) -> null);

	private final ConnectionFactory orders = (ConnectionFactory) new ConnectionFactoryPostProcessor(
			() -> Stream.of(this.databases, new QueryEvents(Duration.ZERO), (name, pool) -> recording()),
			() -> this.holders, (request) -> null, System::nanoTime)
		.postProcessAfterInitialization(pool, "orders");

	@BeforeAll
	static void startServer() {
		postgres = new PostgresProcess();
		pool = new ConnectionPool(ConnectionPoolConfiguration
			.builder(ConnectionFactories
				.get(postgres.url().replace("jdbc:postgresql://", "r2dbc:postgresql://monitor@")))
			.initialSize(0)
			.maxSize(4)
			.build());
	}

	@AfterAll
	static void closeServer() throws IOException {
		if (pool != null) {
			pool.dispose();
		}
		if (postgres != null) {
			postgres.close();
		}
	}

	@BeforeEach
	void prepare() {
		run("drop table if exists orders");
		run("create table orders (id int primary key, amount int)");
		run("insert into orders values (1, 0), (2, 0)");
		this.executions.clear();
		this.threads.clear();
	}

	@Test
	void rowsAndFailuresComeFromTheResult() {
		run("update orders set amount = 1");
		assertThatExceptionOfType(R2dbcException.class).isThrownBy(() -> run("insert into orders values (1, 1)"));
		assertThat(this.executions).extracting(StatementExecution::rows).containsExactly(2L, -1L);
		assertThat(this.executions.get(0).failure()).isNull();
		assertThat(this.executions.get(1).failure()).isInstanceOf(R2dbcException.class);
		assertThat(this.threads).noneMatch(Thread.currentThread().getName()::equals);
	}

	@Test
	void aStatementThatNobodyWaitsForAnyMoreCountsOnceAndGivesItsConnectionBack() {
		Mono<Object> sleep = Mono.usingWhen(this.orders.create(),
				(connection) -> Flux.from(connection.createStatement("select pg_sleep(60)").execute())
					.flatMap((result) -> result.map((row) -> (Object) 1))
					.single(),
				Connection::close);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> sleep.timeout(Duration.ofMillis(300)).block(LONG))
			.withCauseInstanceOf(TimeoutException.class);
		Awaitility.await().untilAsserted(() -> assertThat(this.executions).hasSize(1));
		assertThat(this.executions.get(0).nanos()).isGreaterThan(Duration.ofMillis(250).toNanos());
		assertThat(this.executions.get(0).failure()).isNull();
		try (HikariDataSource administrator = postgres.pool("monitor", 1);
				java.sql.Connection connection = administrator.getConnection()) {
			connection.createStatement()
				.execute(
						"select pg_cancel_backend(pid) from pg_stat_activity where query like " + "'select pg_sleep%'");
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
		Awaitility.await().untilAsserted(() -> assertThat(this.holders.section().numbers()).containsEntry("held", 0L));
		assertThat(this.executions).hasSize(1);
	}

	@Test
	void aDeadlockIsCountedOnce() {
		Connection first = connection();
		Connection second = connection();
		try {
			Mono.when(first.beginTransaction(), second.beginTransaction()).block(LONG);
			execute(first, "update orders set amount = 1 where id = 1").block(LONG);
			execute(second, "update orders set amount = 1 where id = 2").block(LONG);
			assertThatExceptionOfType(R2dbcException.class).isThrownBy(
					() -> Mono
						.when(execute(first, "update orders set amount = 2 where id = 2"),
								execute(second, "update orders set amount = 2 where id = 1"))
						.block(LONG));
			DatabaseActivity activity = this.databases.get("orders").activity();
			assertThat(activity.conflicts(Conflict.DEADLOCK)).isOne();
		}
		finally {
			rollbackAndClose(first, second);
		}
	}

	@Test
	void whatCannotBeCommittedIsASerializationConflict() {
		Connection first = connection();
		Connection second = connection();
		try {
			for (Connection connection : List.of(first, second)) {
				Mono.from(connection.beginTransaction()).block(LONG);
				Mono.from(connection.setTransactionIsolationLevel(IsolationLevel.SERIALIZABLE)).block(LONG);
				Flux.from(connection.createStatement("select sum(amount) from orders").execute())
					.flatMap((result) -> result.map((row) -> 1))
					.blockLast(LONG);
			}
			execute(first, "insert into orders values (3, 1)").block(LONG);
			execute(second, "insert into orders values (4, 1)").block(LONG);
			Mono.from(first.commitTransaction()).block(LONG);
			assertThatExceptionOfType(R2dbcException.class)
				.isThrownBy(() -> Mono.from(second.commitTransaction()).block(LONG));
			assertThat(this.databases.get("orders").activity().conflicts(Conflict.SERIALIZATION)).isOne();
		}
		finally {
			rollbackAndClose(first, second);
		}
	}

	@Test
	void anEventHasTheTraceOfTheSubscriber() {
		String key = "traceId";
		ContextRegistry.getInstance()
			.registerThreadLocalAccessor(key, () -> MDC.get(key), (id) -> MDC.put(key, id), () -> MDC.remove(key));
		try (EventLines lines = new EventLines("query")) {
			with((connection) -> Flux.from(connection.createStatement("select 1").execute())
				.flatMap((result) -> result.map((row) -> 1))).contextWrite((context) -> context.put(key, "0af7"))
				.blockLast(LONG);
			with((connection) -> Flux.from(connection.createStatement("select 2").execute())
				.flatMap((result) -> result.map((row) -> 1))).blockLast(LONG);
			assertThat(lines.all()).hasSize(2);
			assertThat(lines.all().get(0)).containsEntry(key, "0af7").containsEntry("statement", "select 1");
			assertThat(lines.all().get(1)).doesNotContainKey(key);
		}
		finally {
			ContextRegistry.getInstance().removeThreadLocalAccessor(key);
		}
	}

	@Test
	void parametersAreNeverLogged() {
		try (EventLines lines = new EventLines("query")) {
			with((connection) -> Flux
				.from(connection.createStatement("select id from orders where id = $1").bind("$1", 424242).execute())
				.flatMap((result) -> result.map((row) -> 1))).blockLast(LONG);
			assertThat(lines.only().toString()).contains("where id = $1").doesNotContain("424242");
			assertThat(this.executions.get(0).statement().operation()).isEqualTo(SqlOperation.SELECT);
		}
	}

	private StatementListener recording() {
		return (execution) -> {
			this.executions.add(execution);
			this.threads.add(Thread.currentThread().getName());
		};
	}

	private void run(String sql) {
		with((connection) -> execute(connection, sql)).blockLast(LONG);
	}

	private <T> Flux<T> with(Function<Connection, Publisher<T>> work) {
		return Flux.usingWhen(this.orders.create(), work, Connection::close);
	}

	private Connection connection() {
		return Mono.from(this.orders.create()).cast(Connection.class).blockOptional(LONG).orElseThrow();
	}

	private static Mono<Long> execute(Connection connection, String sql) {
		return Flux.from(connection.createStatement(sql).execute())
			.flatMap(Result::getRowsUpdated)
			.reduce(0L, Long::sum);
	}

	private static void rollbackAndClose(Connection... connections) {
		for (Connection connection : connections) {
			Mono.from(connection.rollbackTransaction())
				.onErrorComplete()
				.then(Mono.from(connection.close()))
				.block(LONG);
		}
	}

}
