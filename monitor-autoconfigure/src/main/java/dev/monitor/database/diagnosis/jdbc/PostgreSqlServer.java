package dev.monitor.database.diagnosis.jdbc;

import java.util.List;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.diagnosis.DiagnosticRow;
import dev.monitor.status.Diagnostic;
import org.jspecify.annotations.Nullable;

import static dev.monitor.database.diagnosis.DiagnosticQuery.columns;

/**
 * What PostgreSQL tells of numbers that run out, and of its settings.
 */
final class PostgreSqlServer {

	private static final DiagnosticQuery TRANSACTION_IDS = new DiagnosticQuery(
			new Diagnostic("transaction-ids", "Transaction ids",
					"How many transactions ago each database was frozen; at 2 147 000 000 it takes no more writes",
					"twice what autovacuum_freeze_max_age allows, at most 1 500 000 000",
					"End old transactions, prepared ones and replication slots, then VACUUM FREEZE"),
			columns("database", "age", "multixact age", "frozen from"), "", """
					select quote_ident(datname), age(datfrozenxid), mxid_age(datminmxid),
						current_setting('autovacuum_freeze_max_age')::int8
					from pg_database where datallowconn order by 2 desc""", PostgreSqlServer::age);

	/**
	 * A sequence cannot count further than its column. One that starts again does not
	 * end.
	 */
	private static final DiagnosticQuery SEQUENCES = new DiagnosticQuery(
			new Diagnostic("sequences", "Sequences", "How many of their numbers sequences have used", "80 %",
					"Make the column bigint, and the sequence too"),
			columns("sequence", "column", "last", "end", "used [%]"), """
					select 'Hidden sequences: ' || count(*) || '. To see them: GRANT SELECT ON ALL SEQUENCES IN SCHEMA '
						|| quote_ident(n.nspname) || ' TO ' || quote_ident(current_user), false
					from pg_sequence q
						join pg_class c on c.oid = q.seqrelid
						join pg_namespace n on n.oid = c.relnamespace
					where not has_sequence_privilege(q.seqrelid, 'SELECT, USAGE')
					group by n.nspname""",
			"""
					select q.seqrelid::regclass::text,
						d.refobjid::regclass::text || '.' || quote_ident(a.attname), s.last_value,
						case when q.seqincrement > 0 then reach.greatest else reach.least end,
						case when q.seqincrement > 0
							then 100 * (s.last_value::float8 - reach.least) / nullif(reach.greatest::float8 - reach.least, 0)
							else 100 * (reach.greatest - s.last_value::float8) / nullif(reach.greatest::float8 - reach.least, 0)
						end
					from pg_sequence q
						join pg_class c on c.oid = q.seqrelid
						join pg_namespace n on n.oid = c.relnamespace
						join pg_sequences s on s.schemaname = n.nspname and s.sequencename = c.relname
						left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = q.seqrelid
							and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
						left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
						cross join lateral (select case a.atttypid when 'int2'::regtype then 32767
							when 'int4'::regtype then 2147483647 else 9223372036854775807 end most) type
						cross join lateral (select least(q.seqmax, type.most) greatest,
							greatest(q.seqmin, -type.most - 1) least) reach
					where not q.seqcycle and s.last_value is not null
					order by 5 desc nulls last""",
			(row) -> (row.number("used") >= 80)
					? "Sequence %s has used %s %% of its numbers, which end at %s: make %s and the sequence bigint"
						.formatted(row.text("sequence"), row.text("used"), row.text("end"),
								row.text("column").isEmpty() ? "its column" : row.text("column"))
					: null);

	private static final DiagnosticQuery SETTINGS = new DiagnosticQuery(
			new Diagnostic("settings", "Settings", "Settings that matter, and where they come from",
					"autovacuum, track_counts, fsync or full_page_writes off; a setting that waits for a restart",
					"Switch it on; restart the server"),
			columns("setting", "value", "unit", "from", "waits for restart"), "", """
					select name, setting, unit, source, pending_restart
					from pg_settings
					where pending_restart or name in ('autovacuum', 'autovacuum_max_workers',
						'autovacuum_vacuum_cost_limit', 'checkpoint_timeout', 'data_checksums', 'deadlock_timeout',
						'default_transaction_isolation', 'effective_cache_size', 'fsync', 'full_page_writes',
						'idle_in_transaction_session_timeout', 'idle_session_timeout', 'jit', 'lock_timeout',
						'log_min_duration_statement', 'maintenance_work_mem', 'max_connections',
						'max_parallel_workers', 'max_wal_size', 'random_page_cost', 'server_version',
						'shared_buffers', 'shared_preload_libraries', 'statement_timeout', 'synchronous_commit',
						'track_counts', 'track_io_timing', 'wal_level', 'work_mem')
					order by name""", PostgreSqlServer::setting);

	static final List<DiagnosticQuery> QUERIES = List.of(TRANSACTION_IDS, SEQUENCES, SETTINGS);

	private PostgreSqlServer() {
	}

	private static @Nullable String age(DiagnosticRow row) {
		double most = Math.min(2 * row.number("frozen from"), 1_500_000_000);
		return (row.number("age") > most || row.number("multixact age") > most)
				? "Database %s was last frozen %s transactions ago and takes no more writes at 2147000000: "
					.formatted(row.text("database"), row.text("age"))
						+ "end old transactions and replication slots, then VACUUM FREEZE"
				: null;
	}

	private static @Nullable String setting(DiagnosticRow row) {
		String setting = row.text("setting");
		if (row.text("waits for restart").equals("true")) {
			return "Setting " + setting + " was changed and waits for a restart: restart the server";
		}
		return row.text("value").equals("off") ? switch (setting) {
			case "autovacuum" -> "Autovacuum is off, so tables grow and transaction ids run out: switch it on";
			case "track_counts" ->
				"track_counts is off, so autovacuum and these diagnostics know nothing: switch it on";
			case "fsync", "full_page_writes" -> setting + " is off, so a crash can destroy the data: switch it on";
			default -> null;
		} : null;
	}

}
