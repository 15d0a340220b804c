package dev.monitor.database.diagnosis.jdbc;

import java.util.List;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.diagnosis.DiagnosticRow;
import dev.monitor.status.Diagnostic;
import org.jspecify.annotations.Nullable;

import static dev.monitor.database.diagnosis.DiagnosticQuery.columns;

/**
 * What MariaDB tells of the database that the application is connected to.
 */
final class MariaDbDiagnostics {

	private static final String PERFORMANCE_SCHEMA = """
			select 'The performance schema is off: set performance_schema=ON in the configuration and restart the server',
				true from dual where @@performance_schema = 0""";

	private static final DiagnosticQuery SIZE = new DiagnosticQuery(
			new Diagnostic("size", "Size", "How big tables are, and what they could give back",
					"1 GB free that is half of the table", "OPTIMIZE TABLE"),
			columns("table", "engine", "rows", "data [bytes]", "indexes [bytes]", "free [bytes]"), "", """
					select concat('`', replace(table_name, '`', '``'), '`'), engine, table_rows, data_length,
						index_length, data_free
					from information_schema.tables
					where table_schema = database() and table_type = 'BASE TABLE'
					order by data_length + index_length desc""",
			(row) -> (row.number("free") >= 1e9 && row.number("free") >= row.number("data") + row.number("indexes"))
					? "Table %s has %s that it does not use: OPTIMIZE TABLE %s".formatted(row.text("table"),
							row.size("free"), row.text("table"))
					: null);

	private static final DiagnosticQuery PROCESSES = new DiagnosticQuery(
			new Diagnostic("processes", "Processes", "What each connection is doing, and for how long",
					"10 s idle in a transaction; 60 s in one statement",
					"Commit before the application waits for something else"),
			columns("process", "user", "client", "command", "state", "in state [s]", "transaction [s]", "statement"),
			"", """
					select p.id, p.user, p.host, p.command, p.state, p.time,
						timestampdiff(second, t.trx_started, now()), p.info
					from information_schema.processlist p
						left join information_schema.innodb_trx t on t.trx_mysql_thread_id = p.id
					where p.db = database() and p.id <> connection_id()
					order by t.trx_started is null, t.trx_started, p.time desc""", MariaDbDiagnostics::process);

	private static final DiagnosticQuery LOCKS = new DiagnosticQuery(
			new Diagnostic("locks", "Locks", "Who waits for a lock of a row, and who holds it", "1 s",
					"End the transaction of the one that blocks"),
			columns("process", "blocked by", "waits [s]", "table", "lock", "command of the other", "statement",
					"its statement"),
			"",
			"""
					select r.trx_mysql_thread_id, b.trx_mysql_thread_id, timestampdiff(second, r.trx_wait_started, now()),
						l.lock_table, l.lock_mode, p.command, r.trx_query, b.trx_query
					from information_schema.innodb_lock_waits w
						join information_schema.innodb_trx r on r.trx_id = w.requesting_trx_id
						join information_schema.innodb_trx b on b.trx_id = w.blocking_trx_id
						left join information_schema.innodb_locks l on l.lock_id = w.requested_lock_id
						left join information_schema.processlist p on p.id = b.trx_mysql_thread_id
					order by r.trx_wait_started""",
			(row) -> (row.number("waits") >= 1)
					? "Process %s has waited %s s for a lock of process %s (%s): end that transaction, or KILL %s"
						.formatted(row.text("process"), row.text("waits"), row.text("blocked by"),
								row.text("command of the other"), row.text("blocked by"))
					: null);

	/**
	 * InnoDB needs an index for each foreign key.
	 */
	private static final DiagnosticQuery UNUSED = new DiagnosticQuery(
			new Diagnostic("unused-indexes", "Unused indexes",
					"Indexes that cost writes and space, but that no statement uses",
					"10 000 rows and no use while the table was used 1 000 times; none that is unique or needed by a "
							+ "foreign key",
					"Drop the index, unless a replica reads it"),
			columns("index", "table", "rows", "uses of the table"), PERFORMANCE_SCHEMA,
			"""
					select concat('`', replace(u.index_name, '`', '``'), '`'),
						concat('`', replace(u.object_name, '`', '``'), '`'), t.table_rows, o.uses
					from performance_schema.table_io_waits_summary_by_index_usage u
						join (select object_name, sum(count_star) uses
								from performance_schema.table_io_waits_summary_by_index_usage
								where object_schema = database() group by object_name) o on o.object_name = u.object_name
						join information_schema.tables t
							on t.table_schema = database() and t.table_name = u.object_name and t.table_rows >= 10000
						join information_schema.statistics s on s.table_schema = database()
							and s.table_name = u.object_name and s.index_name = u.index_name
							and s.seq_in_index = 1 and s.non_unique = 1
					where u.object_schema = database() and u.count_star = 0 and o.uses >= 1000
						and not exists (select 1 from information_schema.key_column_usage f
							where f.table_schema = database() and f.table_name = u.object_name
								and f.column_name = s.column_name and f.ordinal_position = 1
								and f.referenced_table_name is not null)
					order by t.table_rows desc""",
			(row) -> "Index %s was not used since the server started, while table %s was %s times: ALTER TABLE %s DROP INDEX %s"
				.formatted(row.text("index"), row.text("table"), row.text("uses of the table"), row.text("table"),
						row.text("index")));

	/**
	 * Columns of an index on an expression have no name.
	 */
	private static final DiagnosticQuery DUPLICATE = new DiagnosticQuery(
			new Diagnostic("duplicate-indexes", "Duplicate indexes", "Indexes of the same columns in the same order",
					"each", "Drop one"),
			columns("index", "duplicates", "table", "columns"), "",
			"""
					with known as (
						select table_name, index_name, min(non_unique) non_unique, min(index_type) index_type,
							case when index_name = 'PRIMARY' then 0 else 1 + min(non_unique) end need,
							group_concat(concat('`', replace(column_name, '`', '``'), '`',
								coalesce(concat('(', sub_part, ')'), ''),
								case collation when 'D' then ' desc' else '' end) order by seq_in_index separator ', ') columns
						from information_schema.statistics
						where table_schema = database()
						group by table_name, index_name having count(*) = count(column_name))
					select concat('`', replace(d.index_name, '`', '``'), '`'),
						concat('`', replace(min(k.index_name), '`', '``'), '`'),
						concat('`', replace(d.table_name, '`', '``'), '`'), d.columns
					from known d join known k on k.table_name = d.table_name and k.columns = d.columns
						and k.index_type = d.index_type and k.non_unique <= d.non_unique
						and (k.need < d.need or (k.need = d.need and k.index_name < d.index_name))
					group by d.table_name, d.index_name, d.columns
					order by d.table_name, d.index_name""",
			(row) -> "Index %s duplicates %s: drop one, as with ALTER TABLE %s DROP INDEX %s"
				.formatted(row.text("index"), row.text("duplicates"), row.text("table"), row.text("index")));

	private static final DiagnosticQuery STATEMENTS = new DiagnosticQuery(
			new Diagnostic("statements-by-time", "Statements by time",
					"Which statements the database spends its time on", "half of all time, and 10 min",
					"EXPLAIN the statement; an index, fewer rows or fewer calls"),
			columns("digest", "calls", "time [ms]", "mean [ms]", "share [%]", "rows read", "rows sent", "statement"),
			PERFORMANCE_SCHEMA, """
					select digest, count_star, sum_timer_wait / 1e9, avg_timer_wait / 1e9,
						100 * sum_timer_wait / nullif(sum(sum_timer_wait) over (), 0), sum_rows_examined, sum_rows_sent,
						digest_text
					from performance_schema.events_statements_summary_by_digest
					where schema_name = database()
					order by sum_timer_wait desc limit 101""",
			(row) -> (row.number("share") >= 50 && row.number("time") >= 600_000)
					? "Statement %s takes %s %% of the database's time, %s ms each of %s times: EXPLAIN it".formatted(
							row.text("digest"), row.text("share"), row.decimal("mean"), row.text("calls"))
					: null);

	private MariaDbDiagnostics() {
	}

	static List<DiagnosticQuery> all() {
		return List.of(SIZE, PROCESSES, LOCKS, UNUSED, DUPLICATE, STATEMENTS);
	}

	/**
	 * MySQL has its locks elsewhere.
	 */
	static List<DiagnosticQuery> ofMySql() {
		return List.of(SIZE, PROCESSES, UNUSED, DUPLICATE, STATEMENTS);
	}

	private static @Nullable String process(DiagnosticRow row) {
		String process = "Process %s of %s has been ".formatted(row.text("process"), row.text("user"));
		if (row.text("command").equals("Sleep")) {
			return (row.number("transaction") >= 10 && row.number("in state") >= 10) ? process
					+ "idle in a transaction for %s s, which keeps its locks: commit before the application waits"
						.formatted(row.text("in state"))
					: null;
		}
		return (row.text("command").equals("Query") && row.number("in state") >= 60)
				? process + "executing one statement for %s s: EXPLAIN it, or KILL QUERY %s"
					.formatted(row.text("in state"), row.text("process"))
				: null;
	}

}
