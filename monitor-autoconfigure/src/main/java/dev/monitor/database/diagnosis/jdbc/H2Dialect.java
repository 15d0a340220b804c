package dev.monitor.database.diagnosis.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.jdbc.BorrowedConnection;
import org.jspecify.annotations.Nullable;

/**
 * {@link Dialect} of H2 2.
 */
final class H2Dialect implements Dialect {

	private static final SessionSetting LOCK_TIMEOUT = new SessionSetting("call lock_timeout()", "set lock_timeout ");

	private static final int ADMIN_RIGHTS_REQUIRED = 90040;

	@Override
	public List<DiagnosticQuery> queries() {
		return H2Diagnostics.QUERIES;
	}

	@Override
	public void limit(BorrowedConnection borrowed) throws SQLException {
		LOCK_TIMEOUT.set(borrowed, 1000);
	}

	@Override
	public @Nullable String grant(SQLException failure, Connection connection) throws SQLException {
		return (failure.getErrorCode() == ADMIN_RIGHTS_REQUIRED)
				? "ALTER USER \"" + connection.getMetaData().getUserName().replace("\"", "\"\"") + "\" ADMIN TRUE"
				: null;
	}

}
