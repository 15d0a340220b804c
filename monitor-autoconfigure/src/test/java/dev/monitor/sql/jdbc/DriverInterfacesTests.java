package dev.monitor.sql.jdbc;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.database.PostgresProcess;
import dev.monitor.sql.StatementExecution;
import org.h2.engine.CastDataProvider;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGRefCursorResultSet;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PGobject;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What an application that knows its driver does with connections that are observed.
 */
class DriverInterfacesTests {

	private final RecordingObserver observer = new RecordingObserver();

	@Test
	void postgresIsWhatItWas() throws Exception {
		try (PostgresProcess postgres = new PostgresProcess()) {
			PGSimpleDataSource plain = new PGSimpleDataSource();
			try (HikariDataSource pool = postgres.pool("monitor", 1)) {
				plain.setURL(pool.getJdbcUrl());
				plain.setUser(pool.getUsername());
			}
			try (Connection connection = observed(plain).getConnection()) {
				PGConnection pg = (PGConnection) connection;
				assertThat(pg.getBackendPID()).isPositive();
				connection.createStatement().execute("create table copied (id int)");
				CopyManager copy = new CopyManager((BaseConnection) connection);
				assertThat(copy.copyIn("copy copied from stdin", new StringReader("1\n2\n"))).isEqualTo(2);
				pg.addDataType("unknown_type", PGobject.class);
				assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isEqualTo(pg.getBackendPID());
				assertIdentities(connection, "select id from copied");
				PreparedStatement prepared = connection.prepareStatement("select id from copied where id = ?");
				((PGStatement) prepared).setPrepareThreshold(3);
				assertThat(prepared.unwrap(PGStatement.class).getPrepareThreshold()).isEqualTo(3);
				prepared.setInt(1, 2);
				ResultSet found = prepared.executeQuery();
				assertThat(found).isInstanceOf(PGRefCursorResultSet.class);
				assertThat(found.next()).isTrue();
				assertThat(found.getInt(1)).isEqualTo(2);
			}
		}
		assertThat(this.observer.executions).extracting((execution) -> execution.statement().text())
			.contains("create table copied (id int)", "select id from copied where id = ?");
	}

	@Test
	void h2IsWhatItWas() throws SQLException {
		DataSource dataSource = observed(new SimpleDriverDataSource(new org.h2.Driver(), "jdbc:h2:mem:interfaces"));
		try (Connection connection = dataSource.getConnection()) {
			assertThat(((CastDataProvider) connection).currentTimestamp()).isNotNull();
			assertIdentities(connection, "select 1");
			PreparedStatement insert = connection.prepareStatement("create table t (id identity)");
			insert.execute();
			PreparedStatement keys = connection.prepareStatement("insert into t default values",
					Statement.RETURN_GENERATED_KEYS);
			keys.executeUpdate();
			assertThat(keys.getGeneratedKeys().getStatement()).isSameAs(keys);
		}
		assertThat(this.observer.executions).extracting(StatementExecution::failure).containsOnlyNulls();
	}

	private static void assertIdentities(Connection connection, String query) throws SQLException {
		for (Statement statement : List.of(connection.createStatement(), connection.prepareStatement(query),
				connection.prepareCall(query))) {
			assertThat(statement.getConnection()).isSameAs(connection);
			assertThat(
					(statement instanceof PreparedStatement prepared) ? prepared.execute() : statement.execute(query))
				.isTrue();
			ResultSet results = statement.getResultSet();
			assertThat(results.getStatement()).isSameAs(statement);
			assertThat(statement.getResultSet()).isSameAs(results);
			assertThat(results.getStatement().getConnection()).isSameAs(connection);
			assertEquality(statement, results);
			assertThat(results.unwrap(ResultSet.class)).isNotNull();
			results.close();
			assertThat(results.isClosed()).isTrue();
			assertThatThrownBy(results::next).isInstanceOf(SQLException.class);
		}
		DatabaseMetaData metaData = connection.getMetaData();
		assertThat(metaData.getConnection()).isSameAs(connection);
		assertThat(metaData.getDatabaseProductName()).isNotEmpty();
		assertEquality(connection, metaData);
	}

	private static void assertEquality(Object one, Object other) {
		Set<Object> set = new HashSet<>(List.of(one, other));
		assertThat(set).hasSize(2).contains(one, other);
		assertThat(one).isNotEqualTo(other);
		assertThat(other.toString()).isNotEmpty();
	}

	@Test
	void connectionThatIsGivenTwiceIsEqual() throws SQLException {
		SingleConnectionDataSource single = new SingleConnectionDataSource("jdbc:h2:mem:twice", true);
		try {
			DataSource dataSource = observed(single);
			assertThat(dataSource.getConnection()).isEqualTo(dataSource.getConnection())
				.hasSameHashCodeAs(dataSource.getConnection());
		}
		finally {
			single.destroy();
		}
	}

	@Test
	void interfacesThatCannotBeShownAreLeftOut() {
		JdbcProxy<Driver> maker = new JdbcProxy<>(Driver.class);
		assertThat(maker.interfaces(Hidden.class)).containsExactly(Driver.class, Runnable.class);
	}

	private DataSource observed(DataSource dataSource) {
		return (DataSource) new DataSourcePostProcessor(() -> Stream.of(this.observer))
			.postProcessAfterInitialization(dataSource, "dataSource");
	}

	private interface Secret extends Runnable {

	}

	abstract static class Hidden implements Driver, Secret {

	}

}
