package dev.monitor.sql.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.monitor.CapturedLog;
import dev.monitor.failure.Listeners;
import dev.monitor.http.RequestInFlight;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.sql.ConnectionHolders;
import dev.monitor.sql.PoolReader;
import dev.monitor.sql.PoolStatus;
import dev.monitor.sql.SqlOperation;
import dev.monitor.sql.StatementExecution;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.StatementObserver;
import dev.monitor.status.StatusRow;
import io.r2dbc.h2.H2ConnectionConfiguration;
import io.r2dbc.h2.H2ConnectionFactory;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ObservedConnections}, with H2 where the database matters.
 */
class ObservedConnectionsTests {

	private final AtomicLong nanos = new AtomicLong(-5);

	private final RecordingListener listener = new RecordingListener();

	private final RequestsInFlight requests = new RequestsInFlight(System::nanoTime);

	private final ConnectionHolders holders = new ConnectionHolders(System::nanoTime, (thread) -> null);

	private final ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration
		.builder(new H2ConnectionFactory(H2ConnectionConfiguration.builder().inMemory("observed").build()))
		.initialSize(0)
		.maxSize(1)
		.build());

	private final ConnectionFactory orders = observed(this.pool, this.listener);

	@AfterEach
	void close() {
		this.pool.dispose();
	}

	@Test
	void aStatementIsToldWithWhatItChanged() {
		run("create table orders (id int primary key, amount int)");
		run("insert into orders values (1, 10), (2, 20)");
		assertThat(this.listener.executions).extracting(StatementExecution::dataSource)
			.containsExactly("orders", "orders");
		StatementExecution insert = this.listener.executions.get(1);
		assertThat(insert.statement().text()).isEqualTo("insert into orders values (1, 10), (2, 20)");
		assertThat(insert.statement().operation()).isEqualTo(SqlOperation.INSERT);
		assertThat(insert.rows()).isEqualTo(2);
		assertThat(insert.batchSize()).isNegative();
		assertThat(insert.failure()).isNull();
		assertThat(insert.nanos()).isEqualTo(7);
		assertThat(this.listener.borrowed).hasValue(2);
	}

	@Test
	void ofAQueryNoRowsAreTold() {
		assertThat(query("select x from system_range(1, 3)")).containsExactly(1L, 2L, 3L);
		assertThat(this.listener.only().rows()).isNegative();
		assertThat(this.listener.only().statement().operation()).isEqualTo(SqlOperation.SELECT);
	}

	@Test
	void setsOfParametersAndStatementsOfABatchAreCounted() {
		run("create table batch (id int)");
		with((connection) -> Flux
			.from(connection.createStatement("insert into batch values ($1)").bind(0, 1).add().bind(0, 2).execute())
			.flatMap(Result::getRowsUpdated));
		with((connection) -> Flux
			.from(connection.createBatch().add("delete from batch").add("drop table batch").execute())
			.flatMap(Result::getRowsUpdated));
		StatementExecution parameters = this.listener.executions.get(1);
		assertThat(parameters.batchSize()).isEqualTo(2);
		assertThat(parameters.rows()).isEqualTo(2);
		StatementExecution batch = this.listener.executions.get(2);
		assertThat(batch.batchSize()).isEqualTo(2);
		assertThat(batch.statement().text()).isEqualTo("delete from batch");
		assertThat(this.listener.executions).hasSize(3);
	}

	@Test
	void aFilteredResultIsFollowed() {
		with((connection) -> Flux.from(connection.createStatement("select 1").execute())
			.flatMap((result) -> result.filter(Result.RowSegment.class::isInstance).map((row) -> 1)));
		assertThat(this.listener.executions).hasSize(1);
	}

	@Test
	void whatTheDriverSignalsIsTheFailure() {
		assertThatThrownBy(() -> run("insert into missing values (1)")).isInstanceOf(R2dbcException.class);
		assertThat(this.listener.only().failure()).isInstanceOf(R2dbcException.class);
	}

	@Test
	void whatTheApplicationMakesOfARowIsNoFailureOfTheStatement() {
		assertThatIllegalStateException()
			.isThrownBy(() -> with((connection) -> Flux.from(connection.createStatement("select 1").execute())
				.flatMap((result) -> result.map((row) -> {
					throw new IllegalStateException("mine");
				}))));
		assertThat(this.listener.only().failure()).isNull();
	}

	@Test
	void whatIsSubscribedToAgainHasAFailureOfItsOwn() {
		with((connection) -> {
			Flux<Long> insert = Flux.from(connection.createStatement("insert into later values (1)").execute())
				.flatMap(Result::getRowsUpdated);
			return insert
				.onErrorResume((ex) -> Flux.from(connection.createStatement("create table later (id int)").execute())
					.flatMap(Result::getRowsUpdated))
				.thenMany(insert);
		});
		assertThat(this.listener.executions).hasSize(3);
		assertThat(this.listener.executions.get(0).failure()).isNotNull();
		assertThat(this.listener.executions.get(2).failure()).isNull();
		run("drop table later");
	}

	@Test
	void aStatementThatIsCancelledCountsOnce() {
		ConnectionFactory factory = observed(connectionFactory(Flux.never()), this.listener);
		Disposable waiting = Mono.from(factory.create())
			.flatMapMany((connection) -> connection.createStatement("select pg_sleep(60)").execute())
			.subscribe();
		assertThat(this.listener.executions).isEmpty();
		waiting.dispose();
		assertThat(this.listener.only().failure()).isNull();
	}

	@Test
	void aResultThatIsCancelledCountsOnce() {
		assertThat(
				with((connection) -> Flux.from(connection.createStatement("select x from system_range(1, 9)").execute())
					.flatMap((result) -> result.map((row) -> row.get(0, Long.class)))
					.take(1)))
			.containsExactly(1L);
		await().untilAsserted(() -> assertThat(this.listener.executions).hasSize(1));
	}

	@Test
	void aCommitThatFailsIsTold() {
		R2dbcException failure = new R2dbcNonTransientResourceException("lost", "40001", 0);
		Connection connection = mock();
		given(connection.commitTransaction()).willReturn(Mono.error(failure));
		ConnectionFactory factory = observed(factory(Mono.just(connection)), this.listener);
		assertThatThrownBy(() -> Mono.from(factory.create()).flatMap((it) -> Mono.from(it.commitTransaction())).block())
			.isSameAs(failure);
		assertThat(this.listener.failedCommits).containsExactly(failure);
	}

	@Test
	void whoHoldsAConnectionIsKnownUntilItIsClosed() {
		RequestInFlight request = new StubRequest();
		this.requests.begin(request);
		Connection connection = Mono.from(this.orders.create())
			.cast(Connection.class)
			.contextWrite((context) -> context.put(RequestInFlight.class, request))
			.blockOptional()
			.orElseThrow();
		Mono.from(connection.createStatement("select 1").execute())
			.flatMapMany((result) -> result.map((row) -> 1))
			.blockLast();
		Disposable waiting = Mono.from(this.orders.create()).flatMap((second) -> Mono.from(second.close())).subscribe();
		assertThat(this.holders.section().numbers()).containsEntry("held", 1L).containsEntry("waiting", 1L);
		StatusRow row = this.holders.section().rows().get(0);
		assertThat(row.name()).isEqualTo("orders");
		assertThat(row.texts()).containsEntry("statement", "select")
			.containsEntry("thread", "")
			.containsEntry("request", this.requests.nameOf(request));
		assertThat(row.numbers()).containsEntry("thread_id", 0L);
		assertThat(new PoolStatus(this.holders, PoolReader.NONE).section().rows()).singleElement()
			.satisfies((pool) -> assertThat(pool.numbers()).containsEntry("active", 1)
				.containsEntry("max", 1)
				.containsEntry("waiting", 1));
		Mono.from(connection.close()).block();
		assertThat(waiting.isDisposed()).isTrue();
		assertThat(this.holders.section().numbers()).containsEntry("held", 0L).containsEntry("waiting", 0L);
	}

	@Test
	void whoGetsNoConnectionHoldsNone() {
		IllegalStateException down = new IllegalStateException("down");
		ConnectionFactory failing = observed(factory(Mono.error(down)), this.listener);
		assertThatIllegalStateException().isThrownBy(() -> Mono.from(failing.create()).block()).isSameAs(down);
		ConnectionFactory hanging = observed(factory(Mono.never()), this.listener);
		Disposable waiting = Mono.from(hanging.create()).subscribe();
		assertThat(this.holders.section().numbers()).containsEntry("waiting", 1L);
		waiting.dispose();
		assertThat(this.holders.section().numbers()).containsEntry("held", 0L).containsEntry("waiting", 0L);
		assertThat(this.listener.borrowed).hasValue(0);
		assertThat(this.listener.executions).isEmpty();
	}

	@Test
	void whatAListenerThrowsHarmsNoStatement() {
		StatementListener broken = (execution) -> {
			throw new AssertionError("broken");
		};
		ConnectionFactory factory = observed(this.pool, (name, pool) -> broken);
		try (CapturedLog log = new CapturedLog(Listeners.class)) {
			assertThat(Mono
				.usingWhen(factory.create(),
						(connection) -> Flux.from(connection.createStatement("select 1").execute())
							.flatMap((result) -> result.map((row) -> 1))
							.single(),
						Connection::close)
				.block()).isEqualTo(1);
			assertThat(log.lines()).singleElement().asString().startsWith("WARN");
		}
	}

	@Test
	void aFactoryAroundAnotherThatIsObservedIsNotObservedTwice() {
		assertThat(observed(this.orders, this.listener)).isSameAs(this.orders);
		ConnectionFactory around = observed(factory(Mono.from(this.orders.create())), this.listener);
		Mono.usingWhen(around.create(),
				(connection) -> Flux.from(connection.createStatement("select 1").execute())
					.flatMap((result) -> result.map((row) -> 1))
					.single(),
				Connection::close)
			.block();
		assertThat(this.listener.executions).hasSize(1);
		assertThat(this.listener.borrowed).hasValue(1);
		assertThat(this.holders.section().numbers()).containsEntry("held", 0L).containsEntry("waiting", 0L);
	}

	private ConnectionFactory observed(ConnectionFactory factory, StatementObserver observer) {
		return (ConnectionFactory) new ConnectionFactoryPostProcessor(() -> Stream.of(observer), () -> this.holders,
				this.requests::nameOf, () -> this.nanos.getAndAdd(7))
			.postProcessAfterInitialization(factory, "orders");
	}

	private void run(String sql) {
		with((connection) -> Flux.from(connection.createStatement(sql).execute()).flatMap(Result::getRowsUpdated));
	}

	private List<Long> query(String sql) {
		return with((connection) -> Flux.from(connection.createStatement(sql).execute())
			.flatMap((result) -> result.map((row) -> row.get(0, Long.class))));
	}

	private <T> List<T> with(Function<Connection, Publisher<T>> work) {
		List<T> all = Flux.usingWhen(this.orders.create(), work, Connection::close)
			.collectList()
			.block(Duration.ofSeconds(30));
		assertThat(this.holders.section().numbers()).containsEntry("held", 0L);
		return (all != null) ? all : List.of();
	}

	private static ConnectionFactory connectionFactory(Publisher<Result> results) {
		Statement statement = mock();
		given(statement.execute()).willAnswer((call) -> results);
		Connection connection = mock();
		given(connection.createStatement(anyString())).willReturn(statement);
		return factory(Mono.just(connection));
	}

	private static ConnectionFactory factory(Mono<Connection> connection) {
		return new StubFactory(connection);
	}

	/**
	 * Not final, and no record, so that it can have a proxy.
	 */
	static class StubFactory implements ConnectionFactory {

		private final Mono<Connection> connection;

		StubFactory(Mono<Connection> connection) {
			this.connection = connection;
		}

		@Override
		public Publisher<? extends Connection> create() {
			return this.connection;
		}

		@Override
		public ConnectionFactoryMetadata getMetadata() {
			return () -> "stub";
		}

	}

	private static final class StubRequest extends RequestInFlight {

		StubRequest() {
			super(System.nanoTime());
		}

		@Override
		protected String method() {
			return "GET";
		}

		@Override
		protected String route() {
			return "/orders";
		}

		@Override
		protected String path() {
			return "/orders";
		}

	}

}
