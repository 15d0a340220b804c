package dev.monitor.database.diagnosis.jdbc;

import java.util.List;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.diagnosis.DiagnosticRow;
import dev.monitor.status.Diagnostic;
import org.jspecify.annotations.Nullable;

import static dev.monitor.database.diagnosis.DiagnosticQuery.columns;

/**
 * What H2 tells. It has no statistics of tables, and of statements none unless somebody
 * asks for them, which slows it.
 */
final class H2Diagnostics {

	private static final String ADMIN = """
			select 'Sessions of others are hidden. To see them: ALTER USER "' || replace(current_user, '"', '""')
				|| '" ADMIN TRUE', false
			from information_schema.users where user_name = current_user and not is_admin""";

	private static final DiagnosticQuery SIZE = new DiagnosticQuery(new Diagnostic("size", "Size",
			"How big the file of the database is, and how many rows tables have", "", ""),
			columns("what", "size [bytes]", "rows"), "", """
					select 'file of the database', cast(setting_value as bigint), cast(null as bigint)
					from information_schema.settings where setting_name = 'info.FILE_SIZE'
					union all
					select quote_ident(table_schema) || '.' || quote_ident(table_name), null, row_count_estimate
					from information_schema.tables
					where table_type = 'BASE TABLE' and table_schema <> 'INFORMATION_SCHEMA'
					order by 2 desc nulls last, 3 desc""", (row) -> null);

	private static final DiagnosticQuery SESSIONS = new DiagnosticQuery(
			new Diagnostic("sessions", "Sessions", "What each session is doing, and for how long",
					"10 s idle with changes that are not committed; 60 s in one statement",
					"Commit before the application waits for something else"),
			columns("session", "user", "client", "state", "uncommitted", "in state [s]", "statement"), ADMIN, """
					select session_id, user_name, client_addr, session_state, contains_uncommitted,
						datediff(second, coalesce(executing_statement_start, sleep_since), localtimestamp),
						executing_statement
					from information_schema.sessions where session_id <> session_id()
					order by contains_uncommitted desc, 6 desc""", H2Diagnostics::session);

	private static final DiagnosticQuery LOCKS = new DiagnosticQuery(
			new Diagnostic("locks", "Locks", "Which sessions hold locks of tables, and which wait for another session",
					"1 s", "End the transaction of the one that blocks"),
			columns("session", "blocked by", "waits [s]", "table", "lock", "statement"), ADMIN, """
					select s.session_id, s.blocker_id, case when s.blocker_id is not null
							then datediff(second, s.executing_statement_start, localtimestamp) end,
						quote_ident(l.table_schema) || '.' || quote_ident(l.table_name), l.lock_type,
						s.executing_statement
					from information_schema.sessions s
						left join information_schema.locks l on l.session_id = s.session_id
					where s.session_id <> session_id() and (s.blocker_id is not null or l.session_id is not null)
					order by 3 desc nulls last, 1""",
			(row) -> (row.number("waits") >= 1)
					? "Session %s has waited %s s for session %s: end that transaction, or CALL ABORT_SESSION(%s)"
						.formatted(row.text("session"), row.text("waits"), row.text("blocked by"),
								row.text("blocked by"))
					: null);

	/**
	 * Indexes of constraints are H2's own, so they are the ones that stay.
	 */
	private static final DiagnosticQuery INDEXES = new DiagnosticQuery(
			new Diagnostic("indexes", "Indexes", "Indexes, and which of them have the same columns in the same order",
					"each that duplicates another", "Drop one"),
			columns("index", "duplicates", "table", "columns", "unique"), "",
			"""
					with known as (
						select quote_ident(i.index_schema) || '.' || quote_ident(i.index_name) index_name,
							quote_ident(i.table_schema) || '.' || quote_ident(i.table_name) table_name,
							i.index_type_name like '%UNIQUE%' or i.index_type_name like '%PRIMARY%' unique_keys,
							case when i.is_generated then 0 when i.index_type_name like '%UNIQUE%' then 1 else 2 end need,
							(select listagg(quote_ident(c.column_name) || case when c.ordering_specification = 'DESC'
									then ' desc' else '' end || coalesce(' nulls ' || lower(c.null_ordering), ''), ', ')
									within group (order by c.ordinal_position)
								from information_schema.index_columns c
								where c.index_schema = i.index_schema and c.index_name = i.index_name) columns
						from information_schema.indexes i where i.table_schema <> 'INFORMATION_SCHEMA')
					select d.index_name, (select k.index_name from known k
							where k.table_name = d.table_name and k.columns = d.columns
								and (k.need, k.index_name) < (d.need, d.index_name)
								and (k.unique_keys or not d.unique_keys)
							order by k.need, k.index_name limit 1), d.table_name, d.columns, d.unique_keys
					from known d order by 2 nulls last, 1""",
			(row) -> row.text("duplicates").isEmpty() ? null : "Index %s duplicates %s: drop one, as with DROP INDEX %s"
				.formatted(row.text("index"), row.text("duplicates"), row.text("index")));

	private static final DiagnosticQuery SETTINGS = new DiagnosticQuery(
			new Diagnostic("settings", "Settings", "Settings that matter", "", ""), columns("setting", "value"), "", """
					select setting_name, setting_value from information_schema.settings
					where setting_name in ('info.VERSION', 'info.CACHE_MAX_SIZE', 'info.CACHE_SIZE',
						'info.CACHE_HIT_RATIO', 'COMPRESS', 'EXCLUSIVE', 'MAX_COMPACT_TIME', 'MODE',
						'QUERY_CACHE_SIZE', 'RETENTION_TIME', 'TIME ZONE', 'WRITE_DELAY')
					union all select 'LOCK_TIMEOUT', setting_value from information_schema.settings
					where setting_name = 'DEFAULT_LOCK_TIMEOUT'
					order by 1""", (row) -> null);

	static final List<DiagnosticQuery> QUERIES = List.of(SIZE, SESSIONS, LOCKS, INDEXES, SETTINGS);

	private H2Diagnostics() {
	}

	private static @Nullable String session(DiagnosticRow row) {
		String session = "Session %s of %s has been ".formatted(row.text("session"), row.text("user"));
		if (row.text("state").equals("SLEEP")) {
			return (row.text("uncommitted").equals("true") && row.number("in state") >= 10)
					? session + "idle for %s s with changes that it did not commit: commit before the application waits"
						.formatted(row.text("in state"))
					: null;
		}
		return (row.number("in state") >= 60)
				? session + "executing one statement for %s s: EXPLAIN it, or CALL CANCEL_SESSION(%s)"
					.formatted(row.text("in state"), row.text("session"))
				: null;
	}

}
