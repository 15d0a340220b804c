package dev.monitor.warmup.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.failure.Listeners;
import dev.monitor.warmup.Warmup;
import dev.monitor.warmup.WarmupGate;
import dev.monitor.warmup.WarmupReport;
import dev.monitor.warmup.WarmupReport.State;
import dev.monitor.warmup.WarmupSettings;
import dev.monitor.warmup.WarmupSettings.OnFailure;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

class DataSourcesWarmupTaskTests {

	@Test
	void aPoolHasItsIdleConnectionsAfterwardsEvenIfItIsWrapped() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl("jdbc:h2:mem:warmed");
			pool.setMinimumIdle(3);
			pool.setMaximumPoolSize(4);
			WarmupReport report = run(new DelegatingDataSource(pool));
			assertThat(report.state()).isEqualTo(State.SUCCEEDED);
			assertThat(report.tasks()).singleElement().satisfies((task) -> {
				assertThat(task.done()).isEqualTo(3);
				assertThat(task.total()).isEqualTo(3);
			});
			assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isGreaterThanOrEqualTo(3);
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	@Test
	void aDataSourceOfAnotherKindGivesOneConnection() throws SQLException {
		DataSource dataSource = mock();
		Connection connection = mock();
		given(dataSource.getConnection()).willReturn(connection);
		given(connection.isValid(anyInt())).willReturn(true);
		assertThat(run(dataSource).state()).isEqualTo(State.SUCCEEDED);
		then(connection).should().close();
	}

	@Test
	void aConnectionThatIsNotValidIsAFailureAndClosed() throws SQLException {
		DataSource dataSource = mock();
		Connection connection = mock();
		given(dataSource.getConnection()).willReturn(connection);
		assertThat(run(dataSource).tasks().get(0).error())
			.isEqualTo("SQLException: Data source 'orders': SQLException: Connection is not valid");
		then(connection).should().close();
	}

	@Test
	void aDatabaseThatIsDownIsAFailureWithoutCredentials() throws SQLException {
		DataSource dataSource = mock();
		given(dataSource.getConnection())
			.willThrow(new SQLException("cannot reach jdbc:postgresql://scott:tiger@db/orders?password=tiger"));
		assertThat(run(dataSource).tasks().get(0).error()).startsWith("SQLException: Data source 'orders': ")
			.doesNotContain("tiger");
	}

	@Test
	void whatTheDatabaseSaidIsToldRatherThanThePoolsComplaint() throws SQLException {
		DataSource dataSource = mock();
		given(dataSource.getConnection()).willThrow(new SQLTransientConnectionException(
				"pool - Connection is not available", null, new SQLException("Connection to db:5432 refused")));
		assertThat(run(dataSource).tasks().get(0).error())
			.isEqualTo("SQLException: Data source 'orders': SQLException: Connection to db:5432 refused");
	}

	private static WarmupReport run(DataSource dataSource) {
		DataSourcesWarmupTask task = new DataSourcesWarmupTask(() -> Map.of("orders", dataSource),
				new HikariPoolSize());
		Warmup warmup = new Warmup(List.of(task),
				new WarmupSettings(true, Duration.ofMinutes(1), OnFailure.CLOSED, Duration.ZERO, Duration.ZERO),
				Clock.systemUTC(), new Listeners<>(List.of()));
		warmup.start();
		await().until(() -> warmup.report().state() != State.RUNNING);
		assertThat(new WarmupGate(warmup).verdict().open()).isEqualTo(warmup.report().state() == State.SUCCEEDED);
		return warmup.report();
	}

}
