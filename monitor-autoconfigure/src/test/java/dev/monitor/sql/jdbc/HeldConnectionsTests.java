package dev.monitor.sql.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.sql.ConnectionHolders;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Who holds connections, as the proxy of data sources tells {@link ConnectionHolders}.
 */
class HeldConnectionsTests {

	private final ConnectionHolders holders = new ConnectionHolders(System::nanoTime, (thread) -> null);

	private final DataSourcePostProcessor proxies = new DataSourcePostProcessor(
			() -> Stream.of(new RecordingObserver()), () -> this.holders);

	@Test
	void aConnectionIsHeldUntilItIsClosed() throws SQLException {
		DataSource pool = bean(database("pool"), "pool");
		assertThat(this.holders.dataSources()).containsOnlyKeys("pool");
		try (Connection connection = pool.getConnection()) {
			assertThat(held()).containsExactly("pool ");
			try (Statement statement = connection.createStatement()) {
				statement.execute("create table t (id int)");
				assertThat(held()).containsExactly("pool create");
				statement.addBatch("insert into t values (4711)");
				assertThat(held()).containsExactly("pool insert");
				statement.executeBatch();
			}
			try (PreparedStatement statement = connection.prepareStatement("update t set id = ?")) {
				statement.setInt(1, 4711);
				assertThat(held()).containsExactly("pool insert");
				statement.executeUpdate();
				assertThat(held()).containsExactly("pool update");
			}
		}
		assertThat(held()).isEmpty();
		pool.getConnection().abort(Runnable::run);
		assertThat(held()).isEmpty();
	}

	@Test
	void whoGetsNoConnectionHoldsNone() {
		DataSource failing = bean(new AbstractDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				assertThat(HeldConnectionsTests.this.holders.waits("failing")).hasSize(1);
				throw new SQLException("exhausted");
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				return getConnection();
			}

		}, "failing");
		assertThatThrownBy(failing::getConnection).isInstanceOf(SQLException.class);
		assertThat(this.holders.waits("failing")).isEmpty();
	}

	@Test
	void aLazyConnectionIsHeldFromItsFirstStatement() throws SQLException {
		DataSource lazy = bean(new LazyConnectionDataSourceProxy(database("lazy")), "lazy");
		try (Connection connection = lazy.getConnection()) {
			assertThat(held()).isEmpty();
			assertThat(this.holders.waits("lazy")).isEmpty();
			connection.createStatement().execute("select 1");
			assertThat(held()).containsExactly("lazy select");
		}
		assertThat(held()).isEmpty();
	}

	@Test
	void whoeverIsInsideHoldsIt() throws SQLException {
		DataSource inside = bean(database("inside"), "inside");
		AbstractRoutingDataSource router = new AbstractRoutingDataSource() {

			@Override
			protected Object determineCurrentLookupKey() {
				return "one";
			}

		};
		router.setDefaultTargetDataSource(inside);
		router.setTargetDataSources(Map.of("one", inside));
		router.afterPropertiesSet();
		DataSource routing = bean(router, "routing");
		assertThat(this.holders.dataSources()).containsOnlyKeys("inside");
		try (Connection connection = routing.getConnection()) {
			connection.createStatement().execute("select 1");
			assertThat(held()).containsExactly("inside select");
		}
		assertThat(held()).isEmpty();
		assertThat(this.holders.waits("routing")).isEmpty();
	}

	private List<String> held() {
		return this.holders.section()
			.rows()
			.stream()
			.map((row) -> row.name() + " " + row.texts().get("statement"))
			.toList();
	}

	private DataSource bean(DataSource dataSource, String name) {
		return (DataSource) Objects.requireNonNull(this.proxies.postProcessAfterInitialization(dataSource, name));
	}

	private static DataSource database(String name) {
		return new DriverManagerDataSource("jdbc:h2:mem:held-" + name);
	}

}
