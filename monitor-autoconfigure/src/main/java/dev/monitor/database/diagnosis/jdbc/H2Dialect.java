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
 * {@link Dialect} of H2 2.
 */
final class H2Dialect implements Dialect {

	private static final int ADMIN_RIGHTS_REQUIRED = 90040;

	@Override
	public List<DiagnosticQuery> queries() {
		return H2Diagnostics.QUERIES;
	}

	/**
	 * How long to wait for locks is a setting of the session.
	 */
	@Override
	public void limit(BorrowedConnection borrowed) throws SQLException {
		try (Statement statement = borrowed.connection().createStatement();
				ResultSet row = statement.executeQuery("call lock_timeout()")) {
			row.next();
			int before = row.getInt(1);
			set(borrowed, 1000);
			borrowed.onClose(() -> set(borrowed, before));
		}
	}

	private static void set(BorrowedConnection borrowed, int millis) throws SQLException {
		try (Statement statement = borrowed.connection().createStatement()) {
			statement.execute("set lock_timeout " + millis);
		}
	}

	@Override
	public @Nullable String grant(SQLException failure, Connection connection) throws SQLException {
		return (failure.getErrorCode() == ADMIN_RIGHTS_REQUIRED)
				? "ALTER USER \"" + connection.getMetaData().getUserName().replace("\"", "\"\"") + "\" ADMIN TRUE"
				: null;
	}

}
