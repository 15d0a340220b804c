package dev.monitor.database.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Executes statements that must not take long.
 *
 * @param connection the connection
 * @param timeoutSeconds time that each may take
 */
record SampleStatements(Connection connection, int timeoutSeconds) {

	void query(String sql, RowReader reader) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setQueryTimeout(this.timeoutSeconds);
			try (ResultSet rows = statement.executeQuery(sql)) {
				while (rows.next()) {
					reader.read(rows);
				}
			}
		}
	}

	/**
	 * Reads the row at which a result stands.
	 */
	@FunctionalInterface
	interface RowReader {

		void read(ResultSet row) throws SQLException;

	}

}
