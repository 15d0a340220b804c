package dev.monitor.database.diagnosis.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.jdbc.BorrowedConnection;
import org.jspecify.annotations.Nullable;

/**
 * {@link Dialect} of PostgreSQL 14 and newer.
 */
final class PostgreSqlDialect implements Dialect {

	private static final String INSUFFICIENT_PRIVILEGE = "42501";

	private static final List<DiagnosticQuery> QUERIES = Stream
		.of(PostgreSqlTables.QUERIES, PostgreSqlIndexes.QUERIES, PostgreSqlSessions.QUERIES,
				PostgreSqlStatements.QUERIES, PostgreSqlServer.QUERIES)
		.flatMap(List::stream)
		.toList();

	/**
	 * The settings end with the transaction. pg_stat_statements may be in any schema.
	 */
	private static final String LIMITS = """
			select set_config('statement_timeout', '%s s', true), set_config('lock_timeout', '1s', true),
				set_config('search_path', concat_ws(', ', nullif(current_setting('search_path'), ''),
					(select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
					where e.extname = 'pg_stat_statements')), true)""";

	@Override
	public List<DiagnosticQuery> queries() {
		return QUERIES;
	}

	@Override
	public void limit(BorrowedConnection borrowed) throws SQLException {
		try (Statement statement = borrowed.connection().createStatement()) {
			statement.execute(LIMITS.formatted(DataSourceDiagnostics.TIMEOUT_SECONDS));
		}
	}

	/**
	 * Longer than the server, which says that it was the time.
	 */
	@Override
	public int timeoutSeconds() {
		return DataSourceDiagnostics.TIMEOUT_SECONDS + 1;
	}

	@Override
	public @Nullable String grant(SQLException failure, Connection connection) throws SQLException {
		return INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())
				? "GRANT pg_monitor TO \"" + connection.getMetaData().getUserName().replace("\"", "\"\"") + '"' : null;
	}

}
