package dev.monitor.database.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

class LimitedStatementsTests {

	@Test
	void whatTheDatabaseSaidIsNotHiddenByTheTimeoutThatCannotBeSetBack() throws SQLException {
		SQLException said = new SQLException("permission denied", "42501");
		Statement statement = mock();
		given(statement.executeQuery("select 1")).willThrow(said);
		willThrow(new SQLException("This connection has been closed")).given(statement).setQueryTimeout(0);
		Connection connection = mock();
		given(connection.createStatement()).willReturn(statement);
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> new LimitedStatements(connection, 5).query("select 1", (row) -> {
			}))
			.isSameAs(said);
	}

}
