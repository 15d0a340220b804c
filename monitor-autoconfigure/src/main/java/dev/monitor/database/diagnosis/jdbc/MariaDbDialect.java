package dev.monitor.database.diagnosis.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.jdbc.BorrowedConnection;
import org.jspecify.annotations.Nullable;

/**
 * {@link Dialect} of MariaDB, and of MySQL where it understands the same.
 */
final class MariaDbDialect implements Dialect {

	private final List<DiagnosticQuery> queries;

	MariaDbDialect(List<DiagnosticQuery> queries) {
		this.queries = queries;
	}

	@Override
	public List<DiagnosticQuery> queries() {
		return this.queries;
	}

	/**
	 * How long to wait for locks is a setting of the session.
	 */
	@Override
	public void limit(BorrowedConnection borrowed) throws SQLException {
		try (Statement statement = borrowed.connection().createStatement();
				ResultSet row = statement.executeQuery("select @@session.lock_wait_timeout")) {
			row.next();
			long before = row.getLong(1);
			set(borrowed, 1);
			borrowed.onClose(() -> set(borrowed, before));
		}
	}

	private static void set(BorrowedConnection borrowed, long seconds) throws SQLException {
		try (Statement statement = borrowed.connection().createStatement()) {
			statement.execute("set session lock_wait_timeout = " + seconds);
		}
	}

	@Override
	public @Nullable String grant(SQLException failure, Connection connection) throws SQLException {
		String right = switch (failure.getErrorCode()) {
			// some privilege, of the whole server
			case 1227 -> "PROCESS ON *.*";
			// statements, columns or calls, of a table or a schema
			case 1044, 1142, 1143 -> "SELECT ON performance_schema.*";
			default -> "";
		};
		return right.isEmpty() ? null : "GRANT " + right + " TO " + account(connection);
	}

	/**
	 * The driver knows no more than the name.
	 */
	private static String account(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select current_user()")) {
			row.next();
			String account = row.getString(1);
			int host = account.lastIndexOf('@');
			return quote(account.substring(0, host)) + '@' + quote(account.substring(host + 1));
		}
	}

	private static String quote(String name) {
		return '`' + name.replace("`", "``") + '`';
	}

}
