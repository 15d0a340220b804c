package dev.monitor.database.diagnosis.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.jdbc.BorrowedConnection;
import dev.monitor.database.jdbc.Server;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of database can be asked, and how.
 */
interface Dialect {

	/**
	 * Of a database that nothing is known of.
	 */
	Dialect NONE = new Dialect() {

		@Override
		public List<DiagnosticQuery> queries() {
			return List.of();
		}

		@Override
		public void limit(BorrowedConnection borrowed) {
		}

		@Override
		public @Nullable String grant(SQLException failure, Connection connection) {
			return null;
		}

	};

	List<DiagnosticQuery> queries();

	/**
	 * See to it that the transaction waits neither for locks nor for its statements for
	 * long.
	 */
	void limit(BorrowedConnection borrowed) throws SQLException;

	/**
	 * Return how long the driver waits for a statement.
	 */
	default int timeoutSeconds() {
		return DataSourceDiagnostics.TIMEOUT_SECONDS;
	}

	/**
	 * Return what the database is to be told if it refused for want of rights.
	 * @param failure what the driver threw
	 * @param connection the connection, whose transaction may have failed
	 * @return a statement, {@code null} if something else was wrong
	 */
	@Nullable String grant(SQLException failure, Connection connection) throws SQLException;

	static Dialect of(Server server) {
		if (server.is("PostgreSQL", 14, 0)) {
			return new PostgreSqlDialect();
		}
		if (server.is("H2", 2, 0)) {
			return new H2Dialect();
		}
		if (server.is("MariaDB", 10, 11)) {
			return new MariaDbDialect(MariaDbDiagnostics.all());
		}
		if (server.is("MySQL", 8, 0)) {
			return new MariaDbDialect(MariaDbDiagnostics.ofMySql());
		}
		return NONE;
	}

}
