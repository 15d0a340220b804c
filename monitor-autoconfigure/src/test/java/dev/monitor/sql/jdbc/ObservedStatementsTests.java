package dev.monitor.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.CapturedLog;
import dev.monitor.failure.Listeners;
import dev.monitor.sql.DataSourceObserver;
import dev.monitor.sql.SqlOperation;
import dev.monitor.sql.StatementExecution;
import dev.monitor.sql.StatementListener;
import org.junit.jupiter.api.Test;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * What observers see of a scripted driver.
 */
class ObservedStatementsTests {

	private final Connection connection = mock();

	private final Statement statement = mock();

	private final RecordingObserver observer = new RecordingObserver();

	ObservedStatementsTests() throws SQLException {
		given(this.connection.createStatement()).willReturn(this.statement);
	}

	@Test
	void executionSaysWhatTheDriverSaid() throws SQLException {
		given(this.statement.executeLargeUpdate("delete from t")).willReturn(3L);
		SQLException failure = new SQLException();
		given(this.statement.execute("create table t (id int)")).willThrow(failure);
		try (Connection observed = observed(this.observer).getConnection()) {
			observed.createStatement().executeLargeUpdate("delete from t");
			assertThatThrownBy(() -> observed.createStatement().execute("create table t (id int)")).isSameAs(failure);
		}
		assertThat(this.observer.borrowed).isOne();
		assertThat(this.observer.executions).satisfiesExactly((first) -> {
			assertThat(first.statement().operation()).isEqualTo(SqlOperation.DELETE);
			assertThat(first.statement().text()).isEqualTo("delete from t");
			assertThat(first.rows()).isEqualTo(3);
			assertThat(first.batchSize()).isNegative();
			assertThat(first.nanos()).isPositive();
			assertThat(first.failure()).isNull();
		}, (second) -> {
			assertThat(second.statement().operation()).isEqualTo(SqlOperation.DDL);
			assertThat(second.failure()).isSameAs(failure);
			assertThat(second.rows()).isNegative();
		});
	}

	@Test
	void batchIsWhatItsFirstStatementIs() throws SQLException {
		given(this.statement.executeBatch()).willReturn(new int[] { 1, 1 });
		try (Connection observed = observed(this.observer).getConnection()) {
			Statement batch = observed.createStatement();
			batch.addBatch("insert into a values (1)");
			batch.addBatch("delete from b");
			batch.executeBatch();
			batch.executeBatch();
		}
		assertThat(this.observer.executions).singleElement().satisfies((execution) -> {
			assertThat(execution.statement().operation()).isEqualTo(SqlOperation.INSERT);
			assertThat(execution.batchSize()).isEqualTo(2);
			assertThat(execution.rows()).isNegative();
		});
	}

	@Test
	void failedCommitIsSeenAndThrown() throws SQLException {
		SQLException failure = new SQLException("serialize", "40001");
		willThrow(failure).given(this.connection).commit();
		try (Connection observed = observed(this.observer).getConnection()) {
			assertThatThrownBy(observed::commit).isSameAs(failure);
			observed.rollback();
		}
		assertThat(this.observer.failedCommits).containsExactly(failure);
	}

	@Test
	void statementThatIsNullIsForTheDriverToRefuse() throws SQLException {
		SQLException failure = new SQLException("no statement");
		given(this.statement.execute(null)).willThrow(failure);
		willThrow(failure).given(this.statement).addBatch(null);
		given(this.statement.executeBatch()).willReturn(new int[0]);
		try (Connection observed = observed(this.observer).getConnection()) {
			Statement statement = observed.createStatement();
			assertThatThrownBy(() -> statement.execute(null)).isSameAs(failure);
			assertThatThrownBy(() -> statement.addBatch(null)).isSameAs(failure);
			assertThat(statement.executeBatch()).isEmpty();
		}
		assertThat(this.observer.executions).isNotEmpty()
			.allSatisfy((execution) -> assertThat(execution.statement().operation()).isEqualTo(SqlOperation.OTHER));
	}

	@Test
	void driverThatCannotSayWhatItWrapsIsObserved() throws SQLException {
		given(this.statement.isWrapperFor(any())).willThrow(new SQLException())
			.willThrow(new UnsupportedOperationException())
			.willThrow(new AbstractMethodError());
		for (int i = 0; i < 3; i++) {
			try (Connection observed = observed(this.observer).getConnection()) {
				observed.createStatement().execute("select 1");
			}
		}
		assertThat(this.observer.executions).hasSize(3);
	}

	@Test
	void poolOfAPoolIsObservedOnceAndFurthestIn() throws SQLException {
		HikariDataSource inner = new HikariDataSource();
		inner.setJdbcUrl("jdbc:h2:mem:inner");
		HikariDataSource outer = new HikariDataSource();
		outer.setDataSource(process(inner, "inner", this.observer));
		try (inner; outer; Connection connection = process(outer, "outer", this.observer).getConnection()) {
			this.observer.executions.clear();
			for (int i = 0; i < 2; i++) {
				try (Statement batch = connection.createStatement()) {
					batch.addBatch("set @a = 1");
					assertThat(batch.executeBatch()).hasSize(1);
					batch.execute("select 1");
				}
			}
		}
		assertThat(this.observer.executions).hasSize(4)
			.extracting(StatementExecution::dataSource)
			.containsOnly("inner");
	}

	@Test
	void listenerThatFailsIsSeenByNobodyElse() throws SQLException {
		DataSourceObserver broken = (name, dataSource) -> new StatementListener() {

			@Override
			public void executed(StatementExecution execution) {
				throw new IllegalStateException("boom");
			}

			@Override
			public void borrowed() {
				throw new StackOverflowError();
			}

		};
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel(Listeners.class.getName(), LogLevel.DEBUG);
		try (CapturedLog log = new CapturedLog(Listeners.class);
				Connection observed = observed(broken, this.observer).getConnection()) {
			observed.createStatement().execute("select 1");
			assertThat(log.lines()).hasSize(2)
				.allMatch((line) -> line.contains(" failed"))
				.extracting((line) -> line.substring(0, 5))
				.containsExactly("WARN ", "DEBUG");
		}
		finally {
			logging.setLogLevel(Listeners.class.getName(), null);
		}
		assertThat(this.observer.executions).hasSize(1);
	}

	private DataSource observed(DataSourceObserver... observers) {
		return process(new AbstractDataSource() {

			@Override
			public Connection getConnection() {
				return ObservedStatementsTests.this.connection;
			}

			@Override
			public Connection getConnection(String username, String password) {
				return getConnection();
			}

		}, "scripted", observers);
	}

	private static DataSource process(DataSource dataSource, String name, DataSourceObserver... observers) {
		return (DataSource) new DataSourcePostProcessor(() -> Stream.of(observers))
			.postProcessAfterInitialization(dataSource, name);
	}

}
