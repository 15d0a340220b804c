package dev.monitor.database.diagnosis.jdbc;

import java.util.List;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.diagnosis.DiagnosticRow;
import dev.monitor.status.Diagnostic;
import org.jspecify.annotations.Nullable;

import static dev.monitor.database.diagnosis.DiagnosticQuery.columns;

/**
 * What PostgreSQL tells of sessions in the database.
 */
final class PostgreSqlSessions {

	private static final String GRANT = """
			select 'Hidden sessions: ' || count(*) || '. To see them: GRANT pg_monitor TO ' || quote_ident(current_user), false
			from pg_stat_activity
			where datname = current_database() and query = '<insufficient privilege>' having count(*) > 0""";

	private static final DiagnosticQuery ACTIVITY = new DiagnosticQuery(
			new Diagnostic("activity", "Activity", "What each session is doing, and for how long",
					"10 s idle in a transaction; 60 s in one statement; 5 min in one transaction",
					"Find what the session's application waits for while its transaction is open; set "
							+ "idle_in_transaction_session_timeout"),
			columns("session", "user", "application", "client", "state", "waits for", "transaction [s]", "in state [s]",
					"query id", "statement"),
			GRANT,
			"""
					select pid, usename, application_name, host(client_addr), state, wait_event_type || ': ' || wait_event,
						extract(epoch from clock_timestamp() - xact_start),
						extract(epoch from clock_timestamp() - case when state = 'active' then query_start
							else state_change end), query_id::text, query
					from pg_stat_activity
					where datname = current_database() and pid <> pg_backend_pid()
						and backend_type = 'client backend' and query <> '<insufficient privilege>'
					order by xact_start nulls last, pid""",
			PostgreSqlSessions::session);

	private static final DiagnosticQuery BLOCKED = new DiagnosticQuery(
			new Diagnostic("blocked", "Who blocks whom", "Sessions that wait for a lock, and who holds it", "1 s",
					"End the transaction of the one that blocks"),
			columns("session", "blocked by", "waits [s]", "table", "lock", "state of the other", "its application",
					"statement", "its statement"),
			GRANT, """
					select w.pid, b.pid, extract(epoch from clock_timestamp() - w.waitstart),
						coalesce(w.relation, (select l.relation from pg_locks l
							where l.pid = w.pid and l.locktype = 'tuple' limit 1))::regclass::text,
						w.mode, ba.state, ba.application_name, wa.query, ba.query
					from (select distinct on (pid) pid, waitstart, relation, mode from pg_locks
							where not granted order by pid, waitstart) w
						join pg_stat_activity wa on wa.pid = w.pid and wa.datname = current_database()
						cross join lateral unnest(pg_blocking_pids(w.pid)) b(pid)
						left join pg_stat_activity ba on ba.pid = b.pid
					order by w.waitstart, w.pid""", PostgreSqlSessions::blocked);

	static final List<DiagnosticQuery> QUERIES = List.of(ACTIVITY, BLOCKED);

	private PostgreSqlSessions() {
	}

	private static @Nullable String session(DiagnosticRow row) {
		String session = "Session %s (%s)".formatted(row.text("session"), row.text("application"));
		if (row.text("state").startsWith("idle in transaction") && row.number("in state") >= 10) {
			return session
					+ " has been idle in a transaction for %s s, which keeps its locks: commit before the application waits"
						.formatted(row.text("in state"));
		}
		if (row.text("state").equals("active") && row.number("in state") >= 60) {
			return session + " has been executing one statement for %s s: EXPLAIN it, or SELECT pg_cancel_backend(%s)"
				.formatted(row.text("in state"), row.text("session"));
		}
		return (row.number("transaction") >= 300)
				? session + " has had a transaction open for %s s, which keeps VACUUM from all tables: make it shorter"
					.formatted(row.text("transaction"))
				: null;
	}

	private static @Nullable String blocked(DiagnosticRow row) {
		if (!(row.number("waits") >= 1)) {
			return null;
		}
		String waits = "Session %s has waited %s s for a lock of ".formatted(row.text("session"), row.text("waits"));
		return waits + (row.text("blocked by").equals("0")
				? "a prepared transaction: COMMIT PREPARED or ROLLBACK PREPARED what pg_prepared_xacts shows"
				: "session %s (%s, %s): end that transaction, or SELECT pg_terminate_backend(%s)".formatted(
						row.text("blocked by"), row.text("its application"), row.text("state of the other"),
						row.text("blocked by")));
	}

}
