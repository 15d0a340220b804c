package dev.monitor.job.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries that take neither long nor many rows, each on a connection of its own. They
 * change nothing. Thread-safe.
 */
public final class JobQueries {

	/**
	 * Time that a query of a person may take.
	 */
	public static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Connections connections;

	/**
	 * Create the queries.
	 * @param connections give a connection each
	 */
	public JobQueries(Connections connections) {
		this.connections = connections;
	}

	/**
	 * Read the first rows of a query.
	 * @param <T> type of what is read of a row
	 * @param timeout time that the query may take, in whole seconds
	 * @param most how many rows to read; 0 for all, of which there are few: PostgreSQL
	 * asks no second process for help where rows are cut
	 * @param reader reads each row
	 * @param sql the query
	 * @param parameters its parameters
	 * @return what was read
	 * @throws SQLException if the query failed or took too long
	 */
	public <T> List<T> query(Duration timeout, int most, RowReader<T> reader, String sql, List<?> parameters)
			throws SQLException {
		return query(timeout, most, reader, (connection) -> sql, parameters);
	}

	/**
	 * Read the first rows of an ordered query for a person. Unlike one whose rows are cut
	 * by the driver alone, the database knows that no more are wanted, and need not sort
	 * them all.
	 * @param <T> type of what is read of a row
	 * @param most how many rows to read
	 * @param reader reads each row
	 * @param sql the query, which ends with its order
	 * @param parameters its parameters
	 * @return what was read
	 * @throws SQLException if the query failed or took longer than {@link #PATIENCE}
	 */
	public <T> List<T> first(int most, RowReader<T> reader, String sql, List<?> parameters) throws SQLException {
		return query(PATIENCE, 0, reader, (connection) -> sql + limit(connection, most), parameters);
	}

	private static String limit(Connection connection, int most) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		return switch (product) {
			case "MySQL", "MariaDB" -> " limit " + most;
			case "Microsoft SQL Server" -> " offset 0 rows fetch first " + most + " rows only";
			default -> " fetch first " + most + " rows only";
		};
	}

	private <T> List<T> query(Duration timeout, int most, RowReader<T> reader, Dialect sql, List<?> parameters)
			throws SQLException {
		try (Connection connection = this.connections.open()) {
			try (PreparedStatement statement = connection.prepareStatement(sql.text(connection))) {
				statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
				statement.setMaxRows(most);
				for (int i = 0; i < parameters.size(); i++) {
					statement.setObject(i + 1, parameters.get(i));
				}
				List<T> read = new ArrayList<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						read.add(reader.read(rows));
					}
				}
				return read;
			}
			finally {
				if (!connection.getAutoCommit()) {
					connection.rollback();
				}
			}
		}
	}

	/**
	 * Gives connections.
	 */
	@FunctionalInterface
	public interface Connections {

		/**
		 * Borrow a connection.
		 * @return the connection, to be closed
		 * @throws SQLException if there is none
		 */
		Connection open() throws SQLException;

	}

	/**
	 * Reads the row at which a result stands.
	 *
	 * @param <T> type of what is read
	 */
	@FunctionalInterface
	public interface RowReader<T> {

		/**
		 * Read the row.
		 * @param row the result, which stands at the row
		 * @return what was read
		 * @throws SQLException if it cannot be read
		 */
		T read(ResultSet row) throws SQLException;

	}

	@FunctionalInterface
	private interface Dialect {

		String text(Connection connection) throws SQLException;

	}

}
