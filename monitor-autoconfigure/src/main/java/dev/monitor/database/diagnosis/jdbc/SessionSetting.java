package dev.monitor.database.diagnosis.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.monitor.database.jdbc.BorrowedConnection;

/**
 * A setting that lasts longer than a transaction, so that it has to be set back.
 *
 * @param read a query for its value
 * @param write a statement that sets it, but for the value
 */
record SessionSetting(String read, String write) {

	/**
	 * Set it until the connection is handed back.
	 * @param borrowed the connection
	 * @param value the value
	 * @throws SQLException if the database refuses
	 */
	void set(BorrowedConnection borrowed, long value) throws SQLException {
		try (Statement statement = borrowed.connection().createStatement();
				ResultSet row = statement.executeQuery(this.read)) {
			row.next();
			long before = row.getLong(1);
			execute(borrowed, value);
			borrowed.onClose(() -> execute(borrowed, before));
		}
	}

	private void execute(BorrowedConnection borrowed, long value) throws SQLException {
		try (Statement statement = borrowed.connection().createStatement()) {
			statement.execute(this.write + value);
		}
	}

}
