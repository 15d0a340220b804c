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

	private static final SessionSetting LOCK_TIMEOUT = new SessionSetting("select @@session.lock_wait_timeout",
			"set session lock_wait_timeout = ");

	private final List<DiagnosticQuery> queries;

	MariaDbDialect(List<DiagnosticQuery> queries) {
		this.queries = queries;
	}

	@Override
	public List<DiagnosticQuery> queries() {
		return this.queries;
	}

	@Override
	public void limit(BorrowedConnection borrowed) throws SQLException {
		LOCK_TIMEOUT.set(borrowed, 1);
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
