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
public record LimitedStatements(Connection connection, int timeoutSeconds) {

	/**
	 * Read all rows of a query.
	 * @param sql the query
	 * @param reader reads each row
	 * @throws SQLException if the query failed or took too long
	 */
	public void query(String sql, RowReader reader) throws SQLException {
		query(sql, 0, reader);
	}

	/**
	 * Read the first rows of a query.
	 * @param sql the query
	 * @param most how many rows to read, 0 for all
	 * @param reader reads each row
	 * @throws SQLException if the query failed or took too long
	 */
	public void query(String sql, int most, RowReader reader) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setMaxRows(most);
			Timeout before = new Timeout(statement, statement.getQueryTimeout());
			statement.setQueryTimeout(this.timeoutSeconds);
			try (before; ResultSet rows = statement.executeQuery(sql)) {
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
	public interface RowReader {

		/**
		 * Read the row.
		 * @param row the result, which stands at the row
		 * @throws SQLException if it cannot be read
		 */
		void read(ResultSet row) throws SQLException;

	}

	/**
	 * Set again when the statement has ended, since H2 has one timeout for all statements
	 * of a connection. If that fails too, it hides nothing.
	 *
	 * @param statement the statement
	 * @param seconds the timeout
	 */
	private record Timeout(Statement statement, int seconds) implements AutoCloseable {

		@Override
		public void close() throws SQLException {
			this.statement.setQueryTimeout(this.seconds);
		}

	}

}
