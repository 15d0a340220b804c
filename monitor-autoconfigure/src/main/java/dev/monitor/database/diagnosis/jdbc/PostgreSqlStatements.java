package dev.monitor.database.diagnosis.jdbc;

import java.util.List;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.status.Diagnostic;

import static dev.monitor.database.diagnosis.DiagnosticQuery.columns;

/**
 * What pg_stat_statements tells, where it is installed.
 */
final class PostgreSqlStatements {

	private static final String[] COLUMNS = { "query id", "calls", "time [ms]", "mean [ms]", "share [%]", "rows",
			"statement" };

	private static final String NOTES = """
			select 'pg_stat_statements is not installed: add it to shared_preload_libraries, restart the server and '
				|| 'CREATE EXTENSION pg_stat_statements', true
			where not exists (select from pg_extension where extname = 'pg_stat_statements')
			union all select 'pg_stat_statements ' || extversion
				|| ' is older than its server: ALTER EXTENSION pg_stat_statements UPDATE', true
			from pg_extension
			where extname = 'pg_stat_statements' and string_to_array(extversion, '.')::int[] < array[1, 8]
			union all select 'Statements of others are hidden. To see them: GRANT pg_monitor TO ' || quote_ident(current_user), false
			where not pg_has_role('pg_read_all_stats', 'usage')
				and exists (select from pg_extension where extname = 'pg_stat_statements')""";

	private static final String SQL = """
			select queryid::text, calls, total_exec_time, mean_exec_time,
				100 * %1$s / nullif(sum(%1$s) over (), 0), rows, query
			from pg_stat_statements
			where dbid = (select oid from pg_database where datname = current_database())
				and query <> '<insufficient privilege>'
			order by %1$s desc limit 101""";

	private static final DiagnosticQuery BY_TIME = new DiagnosticQuery(
			new Diagnostic("statements-by-time", "Statements by time",
					"Which statements the database spends its time on", "half of all time, and 10 min",
					"EXPLAIN the statement; an index, fewer rows or fewer calls"),
			columns(COLUMNS), NOTES, SQL.formatted("total_exec_time"),
			(row) -> (row.number("share") >= 50 && row.number("time") >= 600_000)
					? "Statement %s takes %s %% of the database's time, %s ms each of %s times: EXPLAIN it".formatted(
							row.text("query id"), row.text("share"), row.decimal("mean"), row.text("calls"))
					: null);

	private static final DiagnosticQuery BY_CALLS = new DiagnosticQuery(
			new Diagnostic("statements-by-calls", "Statements by calls", "Which statements are executed most often",
					"half of all calls, and 1 000 000",
					"Fetch in one statement what a loop fetches one by one, or cache it"),
			columns(COLUMNS), NOTES, SQL.formatted("calls"),
			(row) -> (row.number("share") >= 50 && row.number("calls") >= 1_000_000)
					? "Statement %s is %s %% of all calls, %s: fetch in one what a loop fetches one by one, or cache it"
						.formatted(row.text("query id"), row.text("share"), row.text("calls"))
					: null);

	static final List<DiagnosticQuery> QUERIES = List.of(BY_TIME, BY_CALLS);

	private PostgreSqlStatements() {
	}

}
