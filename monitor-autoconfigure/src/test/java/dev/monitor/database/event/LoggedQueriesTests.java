package dev.monitor.database.event;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.logging.EventLines;
import dev.monitor.sql.jdbc.DataSourcePostProcessor;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbc.JdbcStatement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Statements of a database and a pool.
 */
class LoggedQueriesTests {

	private final HikariDataSource pool = new HikariDataSource();

	private final EventLines lines = new EventLines("query");

	private DataSource dataSource = this.pool;

	@BeforeEach
	void prepare() throws SQLException {
		this.pool.setJdbcUrl("jdbc:h2:mem:queries");
		this.pool.setMaximumPoolSize(1);
		this.dataSource = logged(this.pool, "orders");
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create table orders (id int primary key, sku varchar(20))");
		}
		this.lines.clear();
	}

	@AfterEach
	void close() {
		this.pool.close();
		this.lines.close();
	}

	@Test
	void statementSaysHowManyRowsItChanged() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.executeUpdate("insert into orders values (1, 'a'), (2, 'b')");
			assertThat(this.lines.only()).containsEntry("operation", "INSERT")
				.containsEntry("dataSource", "orders")
				.containsEntry("rows", "2");
		}
	}

	@Test
	void parametersReachTheDatabaseAndNoLog() throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			try (PreparedStatement insert = connection.prepareStatement("insert into orders values (?, ?)")) {
				insert.setInt(1, 4711);
				insert.setString(2, "secret");
				assertThat(insert.executeUpdate()).isOne();
			}
			try (PreparedStatement select = connection.prepareStatement("select sku from orders where id = ?")) {
				select.setInt(1, 4711);
				try (ResultSet found = select.executeQuery()) {
					assertThat(found.next()).isTrue();
					assertThat(found.getString(1)).isEqualTo("secret");
				}
			}
		}
		assertThat(this.lines.all()).extracting((event) -> event.get("statement"))
			.containsExactly("insert into orders values (?, ?)", "select sku from orders where id = ?");
		assertThat(this.lines.text()).doesNotContain("secret", "4711");
	}

	@Test
	void batchOfParametersIsOneEvent() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement insert = connection.prepareStatement("insert into orders values (?, ?)")) {
			for (int i = 0; i < 3; i++) {
				insert.setInt(1, i);
				insert.setString(2, "secret");
				insert.addBatch();
			}
			assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
		}
		assertThat(this.lines.only()).containsEntry("operation", "INSERT")
			.containsEntry("batchSize", "3")
			.doesNotContainKey("rows");
		assertThat(this.lines.text()).doesNotContain("secret");
	}

	@Test
	void batchOfStatementsIsOneEvent() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.addBatch("insert into orders values (1, 'a')");
			statement.addBatch("delete from orders");
			assertThat(statement.executeBatch()).containsExactly(1, 1);
		}
		assertThat(this.lines.only()).containsEntry("operation", "INSERT").containsEntry("batchSize", "2");
	}

	@Test
	void callIsLogged() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				CallableStatement call = connection.prepareCall("{call abs(?)}")) {
			call.setInt(1, -4711);
			call.execute();
		}
		assertThat(this.lines.only()).containsEntry("operation", "CALL").containsEntry("statement", "{call abs(?)}");
		assertThat(this.lines.text()).doesNotContain("4711");
	}

	@Test
	void failureIsWhatTheDriverThrew() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			assertThatThrownBy(() -> statement.executeQuery("select 'secret' from nowhere"))
				.isInstanceOf(SQLException.class)
				.hasMessageContaining("NOWHERE");
			assertThatThrownBy(() -> statement.setMaxRows(-1)).isInstanceOf(SQLException.class);
		}
		assertThat(this.lines.only()).containsEntry("lvl", "warn")
			.containsEntry("operation", "SELECT")
			.containsEntry("err", "org.h2.jdbc.JdbcSQLSyntaxErrorException")
			.doesNotContainKey("errMsg");
	}

	@Test
	void driverAndPoolAreStillFound() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
			assertThat(connection.unwrap(JdbcConnection.class)).isNotNull();
			assertThat(statement.getConnection()).isSameAs(connection);
			assertThat(statement.isWrapperFor(JdbcStatement.class)).isTrue();
		}
		assertThat(this.dataSource).isInstanceOf(HikariDataSource.class);
		assertThat(this.dataSource.isWrapperFor(HikariDataSource.class)).isTrue();
		assertThat(this.dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean())
			.isSameAs(this.pool.getHikariPoolMXBean());
	}

	@Test
	void poolEvictsAConnectionThatItHasGiven() throws SQLException {
		HikariDataSource logged = (HikariDataSource) this.dataSource;
		try (Connection connection = logged.getConnection()) {
			logged.evictConnection(connection);
			assertThat(this.pool.getHikariPoolMXBean().getTotalConnections()).isZero();
		}
	}

	@Test
	void poolOfAPoolLogsOnceWithTheNameOfTheInner() throws SQLException {
		try (HikariDataSource outer = new HikariDataSource()) {
			outer.setDataSource(this.dataSource);
			outer.setMaximumPoolSize(1);
			assertThat(outer.getConnectionTimeout()).isPositive();
			select(logged(outer, "outer"));
		}
		assertThat(this.lines.only()).containsEntry("dataSource", "orders");
	}

	@Test
	void wrapperOfALoggedDataSourceIsLeftAlone() throws SQLException {
		LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy(this.dataSource);
		assertThat(logged(lazy, "lazy")).isSameAs(lazy);
		assertThat(logged(this.dataSource, "again")).isSameAs(this.dataSource);
		select(lazy);
		assertThat(this.lines.only()).containsEntry("dataSource", "orders");
	}

	@Test
	void lazyConnectionStaysLazy() throws SQLException {
		JdbcDataSource nowhere = new JdbcDataSource();
		nowhere.setURL("jdbc:nowhere:");
		LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
		lazy.setTargetDataSource(nowhere);
		lazy.setDefaultAutoCommit(true);
		lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
		try (Connection connection = logged(lazy, "lazy").getConnection()) {
			assertThat(connection.getAutoCommit()).isTrue();
		}
		assertThat(this.lines.all()).isEmpty();
	}

	@Test
	void dataSourceThatGivesLoggedConnectionsIsNotLoggedTwice() throws SQLException {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected Object determineCurrentLookupKey() {
				return "orders";
			}

		};
		routing.setTargetDataSources(Map.of("orders", this.dataSource));
		DataSource logged = logged(routing, "routing");
		routing.afterPropertiesSet();
		assertThat(logged).isNotSameAs(routing);
		select(logged);
		assertThat(this.lines.only()).containsEntry("dataSource", "orders");
	}

	private static void select(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				PreparedStatement select = connection.prepareStatement("select count(*) from orders");
				ResultSet found = select.executeQuery()) {
			assertThat(found.next()).isTrue();
		}
	}

	private static DataSource logged(DataSource dataSource, String name) {
		QueryEvents events = new QueryEvents(Duration.ZERO);
		return (DataSource) new DataSourcePostProcessor(() -> Stream.of(events))
			.postProcessAfterInitialization(dataSource, name);
	}

}
