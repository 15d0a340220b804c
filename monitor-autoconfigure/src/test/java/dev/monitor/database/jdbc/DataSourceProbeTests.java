package dev.monitor.database.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;

import javax.sql.DataSource;

import dev.monitor.database.DatabaseProbe;
import dev.monitor.database.UnsupportedDatabaseException;
import dev.monitor.sql.PoolState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.InOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DataSourceProbe} and {@link CacheHitRatio}.
 */
class DataSourceProbeTests {

	private final DataSource dataSource = mock();

	private final Connection connection = mock();

	private final DatabaseMetaData database = mock();

	private final Statement statement = mock();

	private final DatabaseProbe probe = Objects.requireNonNull(
			new DataSourceProbes((dataSource) -> null, Duration.ofSeconds(5)).of("orders", this.dataSource));

	DataSourceProbeTests() throws SQLException {
		given(this.dataSource.getConnection()).willReturn(this.connection);
		given(this.connection.getMetaData()).willReturn(this.database);
		given(this.connection.createStatement()).willReturn(this.statement);
		product("PostgreSQL", 15);
	}

	@Test
	void failureLeavesTheConnectionAsItWas() throws SQLException {
		given(this.connection.getNetworkTimeout()).willReturn(77);
		given(this.statement.executeQuery(any())).willThrow(new SQLException("no such view"));
		assertThatThrownBy(this.probe::sample).hasMessage("no such view");
		InOrder order = inOrder(this.connection, this.statement);
		order.verify(this.connection).setNetworkTimeout(any(), eq(10_000));
		order.verify(this.statement).setQueryTimeout(5);
		order.verify(this.connection).rollback();
		order.verify(this.connection).setNetworkTimeout(any(), eq(77));
		order.verify(this.connection).close();
	}

	@Test
	void driverWithoutTimeoutsOfTheNetworkIsAsked() throws SQLException {
		willThrow(new SQLFeatureNotSupportedException()).given(this.connection).setNetworkTimeout(any(), anyInt());
		given(this.statement.executeQuery(any())).willThrow(new SQLException("asked"));
		assertThatThrownBy(this.probe::sample).hasMessage("asked");
	}

	@Test
	void brokenConnectionFailsWithWhatBrokeIt() throws SQLException {
		given(this.statement.executeQuery(any())).willThrow(new SQLException("gone"));
		willThrow(new SQLException("closed")).given(this.connection).rollback();
		assertThatThrownBy(this.probe::sample).hasMessage("gone");
		then(this.connection).should().close();
	}

	@Test
	void whatTheDatabaseSaidIsToldRatherThanThePoolsComplaint() throws SQLException {
		given(this.dataSource.getConnection()).willThrow(new SQLTransientConnectionException(
				"pool - Connection is not available", null, new SQLException("refused")));
		assertThatThrownBy(this.probe::sample).hasMessage("refused");
	}

	@ParameterizedTest
	@CsvSource({ "MySQL, 8, MySQL 8", "H2, 1, H2 1", "Oracle, 23, Oracle 23" })
	void databasesOfAnotherKindAreNotAsked(String product, int version, String message) throws SQLException {
		product(product, version);
		assertThatThrownBy(this.probe::sample).isInstanceOf(UnsupportedDatabaseException.class).hasMessage(message);
		then(this.statement).shouldHaveNoInteractions();
	}

	@Test
	void exhaustedPoolIsNotAsked() throws SQLException {
		DatabaseProbe exhausted = Objects
			.requireNonNull(new DataSourceProbes((dataSource) -> new PoolState(2, 0, 2), Duration.ofSeconds(5))
				.of("orders", this.dataSource));
		assertThatThrownBy(exhausted::sample).hasMessage("pool exhausted: 2 of 2 connections in use");
		then(this.dataSource).shouldHaveNoInteractions();
	}

	@Test
	void cacheHitRatioIsThatOfTheLastIntervalWithReads() {
		CacheHitRatio ratio = new CacheHitRatio();
		assertThat(ratio.next(0, 0)).isNaN();
		assertThat(ratio.next(90, 10)).isEqualTo(0.9);
		assertThat(ratio.next(90, 10)).isEqualTo(0.9);
		assertThat(ratio.next(91, 11)).isEqualTo(0.5);
		assertThat(ratio.next(3, 1)).isEqualTo(0.75);
	}

	private void product(String name, int version) throws SQLException {
		given(this.database.getDatabaseProductName()).willReturn(name);
		given(this.database.getDatabaseMajorVersion()).willReturn(version);
	}

}
